/** `Party|what we buy|services that hang on it, by key|thousands of euros a year`. All are invented. */
const told = {
  telecom: `
Nordlys Netz|Lines between all sites|wan|412
Nordlys Netz|Access to the internet in Hamburg and Leipzig|internet|96
Baltika Telekom|Lines and internet in Gdańsk and Kraków|wan internet|148
Veldkabel|Internet access in Eindhoven|internet|28
Harborline Communications|Lines and internet in Boston|wan internet|74
Straits Fibre|Lines and internet in Singapore|wan internet|61
Rufton Telefonie|Telephone numbers and trunks|telephony|87
Mobilis Nord|Mobile contracts for 640 people|telephony|162
Zwei Ufer Mobilfunk|Mobile contracts of the field staff|telephony|38
Callbridge|Customer hotline with queues|telephony|55
Fenwick Satellite|Spare line by satellite in Leipzig|wan|12
Deichfunk|Radio for the works in Leipzig|plant|23`,
  cloud: `
Cumulant|Computers and storage in the cloud|vm storage containers|684
Cumulant|Managed databases|databases|138
Postwerk|Mailboxes, calendars and files for everyone|mail files|396
Gatherly|Chat, meetings and webinars|meetings|118
Kontura CRM|Customer relations for sales and field|crm|274
Paylane People|Payroll in five countries|payroll|131
Identora|Sign-in and second factors|identity|142
Formwise|Forms and surveys|intranet|18
Signwell|Electronic signatures|drawings purchasing|24
Tickerly|Status page|monitoring|6
Fleetnote|Log book of the company cars||9
Lumen Learn|Courses and certificates of staff||46
Ledgerloft|Consolidation and reporting|close|88
Traveltide|Trips and expenses||52
Intrapage|Intranet and news|intranet|34
Cartwheel Commerce|Shop for spare parts|portal|76
Meterhub|Platform for connected meters|gateway|206
Docuvault|Archive of invoices that stands up in court|purchasing close|41
Glasspane|Monitoring and alerting|monitoring|93
Logstream|Log collection and search|logs|104
Pixelmill|Pictures for marketing||7
Answerly|Translation of texts||11
Pollard Maps|Maps for the field staff|crm|9`,
  software: `
Ordinal Systems|ERP licences and upkeep|orders purchasing close warehousing|538
Ordinal Systems|Extended support of the old ERP release|orders|72
Planwerk Software|Product data and drawings|drawings|183
Taktwerk|Plant control and machine data|plant|221
Lagerhus Software|Warehouse management|warehousing|97
Kalibra|Calibration certificates|calibration|64
Quadrant BI|Reports and analysis|reports warehouse|112
Datenstrom|Data warehouse|warehouse|128
Brückenbau Software|Messages between applications|integration|84
Hypervise|Virtual machines|vm|264
Kernwald Linux|Support for Linux servers|vm containers|58
Tabularis|Database licences|databases|312
Buildyard|Source code and builds|build|67
Quellgut|Scanner of open-source licences|build|19
Vectorline CAD|Drawing software for 140 engineers|drawings|214
Simulast|Simulation of sensors|drawings|92
Oszillo|Software of the test benches|plant calibration|47
Etikett 24|Label printing|warehousing printing|16
Druckfluss|Print queues and follow-me printing|printing|22
Zeitgut|Working time and shifts||58
Kostenblick|Costing of products||21
Redline PDF|PDF editing for 300 people|computer|13
Mindframe|Drawing of processes||8
Projektor|Project plans||31
Backstop Software|Backup and restore|backup|121
Namewell|Names and addresses|dns|17
Certis Trust|Certificates of our own web sites|certificates|9
Remotia|Remote support of computers|computer|15
Devicewise|Device management of 2,200 devices|devices|78
Faxwelt|Fax to mail|fax|4`,
  hardware: `
Tessmer Computer|Laptops and their repair in three years|computer|486
Nordic Displays|Monitors and docks|computer|74
Lichtmann Drucktechnik|Printers by the page|printing|138
Kabelmann|Cables and small parts||22
Switchgear Networks|Switches, access points and their support|lan|236
Stapelwerk|Storage systems and their support|storage|167
Rackline|Servers and their support|vm|148
Unterbrechungsfrei|Emergency power in both data centres|dc-ham dc-gdn|34
Kühlhaus Technik|Cooling of the data centre in Hamburg|dc-ham|43
Chłodnia Serwis|Cooling of the data centre in Gdańsk|dc-gdn|29
Handsfree Audio|Headsets|telephony|14
Scanfield|Hand-held scanners of the warehouse|warehousing|56
Roboterhof|Tablets at the machines|plant|26
Secondlife IT|Taking back and wiping old devices|computer|11`,
  managed_service: `
Helmbrecht IT-Betrieb|Running the ERP system around the clock|orders purchasing close|478
Helmbrecht IT-Betrieb|Running databases out of hours|databases|116
Sternwarte Services|Service desk in the evening and at weekends|computer mail|198
Feldmann Vor-Ort|Hands at seven sites|computer lan|142
Rechenhof Hamburg|Space and power in the data centre Hamburg|dc-ham|288
Centrum Danych Motława|Space and power in the data centre Gdańsk|dc-gdn|134
Netzwacht|Watching networks at night|wan lan monitoring|87
Plotwerk|Plotters and their paper|printing drawings|18
Lohnkontor|Reports to the tax office in Germany|payroll|44
Kadry Wschód|Payroll office in Poland|payroll|38
Tapelock|Tapes in a safe elsewhere|backup|16
Webgärtnerei|Upkeep of the web site||52`,
  consulting: `
Ostwind Beratung|ERP consultants|orders purchasing close|326
Kontor Zwölf|Audit of licences||48
Blaupause Architektur|Architecture and cloud advice||96
Vantage North|Benchmark of prices||38
Datenschutz Kröger|External data protection officer||42
Prüfstand Nord|Audits by ISO 27001||54
Brightmoor Change|Training of project leaders||24
Innoval|Study on connected meters|gateway|31
Legalis Partner|Lawyers for contracts of IT||67
Sprachhaus|Translation of manuals||29`,
  staffing: `
Fachkraft Nord|Developers by the hour|portal integration|284
Kodera|Developers in Kraków|portal build|236
Testhelden|Testers by the hour||88
Interim 21|Interim managers of projects||112
Boston Bench|Technicians by the hour in Boston|computer|41
Straits Talent|Technicians by the hour in Singapore|computer|36`,
  security: `
Wallgraben Security|Watching for attacks around the clock|endpoint logs|248
Endwall|Endpoint protection of 2,400 devices|endpoint|136
Rotes Team|Attacks to order, twice a year||58
Passfort|Vault of passwords|identity|33
Mailsieve|Filter of mails|mail|47
Phishbowl|Exercises against phishing|mail|19
Schlüsseldienst PKI|Certificate authority of the meters|certificates gateway|72
Zutritt Systeme|Doors and badges|dc-ham|38
Lücke & Co|Scanning for vulnerabilities|endpoint|41
Brandwache Cyber|Help after an attack within four hours||64`,
  other: `
Aktenfrei|Shredding of paper and disks||8
Umzug Speicher|Moving of devices||14
Konferenz am Kai|Rooms for training||12
Kurier Elbe|Parcels with devices to people at home|computer|19
Bürobedarf Hansen|Toner and paper|printing|26
Akademie Deich|Courses for IT staff||58
Pontonleasing|Leasing of laptops and printers|computer printing|214`,
} as const

/** One thing that the demo company buys, from whom, and what a year of it costs in whole euros. */
export interface Purchase {
  readonly party: string
  readonly name: string
  readonly category: string
  /** Keys of services. */
  readonly services: readonly string[]
  readonly cost: number
}

/** What the demo company buys from others, in the order in which it is told. */
export const purchases: readonly Purchase[] = Object.entries(told).flatMap(([category, lines]) =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [party = '', name = '', services = '', thousands = ''] = line.split('|')
      return { party, name, category, services: services.split(' ').filter(Boolean), cost: Number(thousands) * 1000 }
    }),
)

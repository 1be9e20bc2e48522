/** `Name|country and tier|what we buy|services that hang on it, by key|thousands of euros a year`; further engagements follow after a line `+`. */
const told = {
  telecom: `
Nordlys Netz|DEs|Lines between all sites|wan|412
+|Access to the internet in Hamburg and Leipzig|internet|96
Baltika Telekom|PLt|Lines and internet in Gdańsk and Kraków|wan internet|148
Veldkabel|NLo|Internet access in Eindhoven|internet|28
Harborline Communications|USo|Lines and internet in Boston|wan internet|74
Straits Fibre|SGo|Lines and internet in Singapore|wan internet|61
Rufton Telefonie|DEt|Telephone numbers and trunks|telephony|87
Mobilis Nord|DEt|Mobile contracts for 640 people|telephony|162
Zwei Ufer Mobilfunk|DEc|Mobile contracts of the field staff|telephony|38
Callbridge|IEo|Customer hotline with queues|telephony|55
Fenwick Satellite|GBc|Spare line by satellite in Leipzig|wan|12
Deichfunk|DEo|Radio for the works in Leipzig|plant|23`,
  cloud: `
Cumulant|IEs|Computers and storage in the cloud|vm storage containers|684
+|Managed databases|databases|138
Postwerk|IEs|Mailboxes, calendars and files for everyone|mail files|396
Gatherly|NLt|Chat, meetings and webinars|meetings|118
Kontura CRM|IEs|Customer relations for sales and field|crm|274
Paylane People|DEt|Payroll in five countries|payroll|131
Identora|NLs|Sign-in and second factors|identity|142
Formwise|GBo|Forms and surveys|intranet|18
Signwell|DEo|Electronic signatures|drawings purchasing|24
Tickerly|USc|Status page|monitoring|6
Fleetnote|DEc|Log book of the company cars||9
Lumen Learn|NLo|Courses and certificates of staff||46
Ledgerloft|IEt|Consolidation and reporting|close|88
Traveltide|DEo|Trips and expenses||52
Intrapage|DKo|Intranet and news|intranet|34
Cartwheel Commerce|DEt|Shop for spare parts|portal|76
Meterhub|NLs|Platform for connected meters|gateway|206
Docuvault|ATo|Archive of invoices that stands up in court|purchasing close|41
Glasspane|USt|Monitoring and alerting|monitoring|93
Logstream|IEt|Log collection and search|logs|104
Pixelmill|SEc|Pictures for marketing||7
Answerly|IEc|Translation of texts||11
Pollard Maps|GBc|Maps for the field staff|crm|9`,
  software: `
Ordinal Systems|DEs|ERP licences and upkeep|orders purchasing close warehousing|538
+|Extended support of the old ERP release|orders|72
Planwerk Software|DEs|Product data and drawings|drawings|183
Taktwerk|DEs|Plant control and machine data|plant|221
Lagerhus Software|DKt|Warehouse management|warehousing|97
Kalibra|CHt|Calibration certificates|calibration|64
Quadrant BI|USt|Reports and analysis|reports warehouse|112
Datenstrom|DEt|Data warehouse|warehouse|128
Brückenbau Software|DEt|Messages between applications|integration|84
Hypervise|USs|Virtual machines|vm|264
Kernwald Linux|DEo|Support for Linux servers|vm containers|58
Tabularis|USs|Database licences|databases|312
Buildyard|USt|Source code and builds|build|67
Quellgut|DEo|Scanner of open-source licences|build|19
Vectorline CAD|FRt|Drawing software for 140 engineers|drawings|214
Simulast|FRo|Simulation of sensors|drawings|92
Oszillo|DEo|Software of the test benches|plant calibration|47
Etikett 24|DEo|Label printing|warehousing printing|16
Druckfluss|DEo|Print queues and follow-me printing|printing|22
Zeitgut|DEt|Working time and shifts||58
Kostenblick|ATc|Costing of products||21
Redline PDF|IEc|PDF editing for 300 people|computer|13
Mindframe|DEc|Drawing of processes||8
Projektor|NLo|Project plans||31
Backstop Software|CHt|Backup and restore|backup|121
Namewell|NLo|Names and addresses|dns|17
Certis Trust|BEo|Certificates of our own web sites|certificates|9
Remotia|DEo|Remote support of computers|computer|15
Devicewise|IEt|Device management of 2,200 devices|devices|78
Faxwelt|DEc|Fax to mail|fax|4`,
  hardware: `
Tessmer Computer|DEs|Laptops and their repair in three years|computer|486
Nordic Displays|SEo|Monitors and docks|computer|74
Lichtmann Drucktechnik|DEt|Printers by the page|printing|138
Kabelmann|DEc|Cables and small parts||22
Switchgear Networks|USs|Switches, access points and their support|lan|236
Stapelwerk|DEt|Storage systems and their support|storage|167
Rackline|CZt|Servers and their support|vm|148
Unterbrechungsfrei|DEo|Emergency power in both data centres|dc-ham dc-gdn|34
Kühlhaus Technik|DEt|Cooling of the data centre in Hamburg|dc-ham|43
Chłodnia Serwis|PLo|Cooling of the data centre in Gdańsk|dc-gdn|29
Handsfree Audio|DKc|Headsets|telephony|14
Scanfield|NLo|Hand-held scanners of the warehouse|warehousing|56
Roboterhof|DEc|Tablets at the machines|plant|26
Secondlife IT|DEc|Taking back and wiping old devices|computer|11`,
  managed_service: `
Helmbrecht IT-Betrieb|DEs|Running the ERP system around the clock|orders purchasing close|478
+|Running databases out of hours|databases|116
Sternwarte Services|PLs|Service desk in the evening and at weekends|computer mail|198
Feldmann Vor-Ort|DEt|Hands at seven sites|computer lan|142
Rechenhof Hamburg|DEs|Space and power in the data centre Hamburg|dc-ham|288
Centrum Danych Motława|PLt|Space and power in the data centre Gdańsk|dc-gdn|134
Netzwacht|DEt|Watching networks at night|wan lan monitoring|87
Plotwerk|DEo|Plotters and their paper|printing drawings|18
Lohnkontor|DEo|Reports to the tax office in Germany|payroll|44
Kadry Wschód|PLo|Payroll office in Poland|payroll|38
Tapelock|DEo|Tapes in a safe elsewhere|backup|16
Webgärtnerei|DEo|Upkeep of the web site||52`,
  consulting: `
Ostwind Beratung|DEt|ERP consultants|orders purchasing close|326
Kontor Zwölf|DEo|Audit of licences||48
Blaupause Architektur|DEo|Architecture and cloud advice||96
Vantage North|GBo|Benchmark of prices||38
Datenschutz Kröger|DEt|External data protection officer||42
Prüfstand Nord|DEo|Audits by ISO 27001||54
Brightmoor Change|USc|Training of project leaders||24
Innoval|NLc|Study on connected meters|gateway|31
Legalis Partner|DEo|Lawyers for contracts of IT||67
Sprachhaus|DEc|Translation of manuals||29`,
  staffing: `
Fachkraft Nord|DEt|Developers by the hour|portal integration|284
Kodera|PLt|Developers in Kraków|portal build|236
Testhelden|DEo|Testers by the hour||88
Interim 21|DEo|Interim managers of projects||112
Boston Bench|USc|Technicians by the hour in Boston|computer|41
Straits Talent|SGc|Technicians by the hour in Singapore|computer|36`,
  security: `
Wallgraben Security|DEs|Watching for attacks around the clock|endpoint logs|248
Endwall|IEs|Endpoint protection of 2,400 devices|endpoint|136
Rotes Team|DEo|Attacks to order, twice a year||58
Passfort|NLo|Vault of passwords|identity|33
Mailsieve|DEt|Filter of mails|mail|47
Phishbowl|IEo|Exercises against phishing|mail|19
Schlüsseldienst PKI|DEt|Certificate authority of the meters|certificates gateway|72
Zutritt Systeme|DEo|Doors and badges|dc-ham|38
Lücke & Co|DEo|Scanning for vulnerabilities|endpoint|41
Brandwache Cyber|DEt|Help after an attack within four hours||64`,
  other: `
Aktenfrei|DEc|Shredding of paper and disks||8
Umzug Speicher|DEc|Moving of devices||14
Konferenz am Kai|DEc|Rooms for training||12
Kurier Elbe|DEc|Parcels with devices to people at home|computer|19
Bürobedarf Hansen|DEc|Toner and paper|printing|26
Akademie Deich|DEo|Courses for IT staff||58
Pontonleasing|DEt|Leasing of laptops and printers|computer printing|214`,
} as const

export type Category = keyof typeof told

/** One thing that the demo company buys. */
export interface Bought {
  readonly name: string
  /** Keys of services that hang on it. */
  readonly services: readonly string[]
  /** Thousands of euros a year. */
  readonly cost: number
}
/** A vendor of the demo company. All are invented. */
export interface Company {
  readonly name: string
  readonly country: string
  readonly tier: 'strategic' | 'tactical' | 'operational' | 'commodity'
  readonly category: Category
  readonly buys: readonly Bought[]
}

const tiers = { s: 'strategic', t: 'tactical', o: 'operational', c: 'commodity' } as const

const boughtOf = ([name = '', services = '', cost = '']: readonly string[]): Bought => ({
  name,
  services: services.split(' ').filter(Boolean),
  cost: Number(cost),
})

/** Everyone whom the demo company buys from, in the order in which they are told. */
export const companies: readonly Company[] = Object.entries(told).flatMap(([category, lines]) =>
  lines
    .trim()
    .split('\n')
    .reduce<Company[]>((all, line) => {
      const parts = line.split('|')
      const last = all.at(-1)
      if (parts[0] === '+' && last)
        return [...all.slice(0, -1), { ...last, buys: [...last.buys, boughtOf(parts.slice(1))] }]
      const [name = '', mark = '', ...rest] = parts
      const tier = tiers[mark.slice(2) as keyof typeof tiers]
      return [...all, { name, country: mark.slice(0, 2), tier, category: category as Category, buys: [boughtOf(rest)] }]
    }, []),
)

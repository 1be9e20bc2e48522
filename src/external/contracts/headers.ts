/** Headers of lists of contracts as other systems export them, in English, German and French. */
export const headers = {
  name: [
    'Contract name',
    'Contract title',
    'Title',
    'Short description',
    'Bezeichnung',
    'Vertragsbezeichnung',
    'Intitulé',
  ],
  kind: [
    'Contract type',
    'Type of contract',
    'Contract model',
    'Type',
    'Vertragsart',
    'Vertragstyp',
    'Type de contrat',
  ],
  counterparty: [
    ...['Supplier', 'Supplier name', 'Vendor', 'Vendor name', 'Affected parties', 'Contracting party'],
    ...['Lieferant', 'Vertragspartner', 'Anbieter', 'Fournisseur', 'Cocontractant'],
  ],
  reference: [
    ...['Contract number', 'Contract no.', 'Contract #', 'Contract ID', 'Number', 'ID'],
    ...['Vertragsnummer', 'Vertragsnr.', 'Vertrags-Nr.', 'Nummer', 'Numéro de contrat'],
  ],
  owner: [
    ...['Contract owner', 'Contract manager', 'Contract administrator', 'Owner name', 'Responsible', 'Assigned to'],
    ...['Verantwortlich', 'Vertragsverantwortlicher', 'Ansprechpartner', 'Responsable'],
  ],
  about: ['Description', 'Scope', 'Beschreibung', 'Gegenstand', 'Objet'],
  signedOn: [
    ...['Signature date', 'Date signed', 'Agreement date', 'Execution date', 'Executed on'],
    ...['Unterzeichnet am', 'Vertragsdatum', 'Abschlussdatum', 'Date de signature'],
  ],
  startsOn: [
    ...['Start date', 'Contract start date', 'Contract start', 'Effective date', 'Starts', 'Start', 'Begin date'],
    ...['Vertragsbeginn', 'Laufzeitbeginn', 'Beginn', 'Date de début', "Date d'effet"],
  ],
  endsOn: [
    ...['End date', 'Contract end date', 'Contract end', 'Ends', 'End', 'Expiration date', 'Expiry date', 'Expires'],
    ...['Vertragsende', 'Laufzeitende', 'Ende', 'Date de fin', "Date d'échéance"],
  ],
  term: ['Contract term', 'Initial term', 'Term length', 'Term', 'Laufzeit', 'Mindestlaufzeit', 'Durée'],
  renewal: [
    ...['Auto-renew', 'Auto renewal', 'Automatic renewal', 'Renewal type', 'Renewable', 'Expiration term type'],
    ...['Automatische Verlängerung', 'Verlängert sich', 'Verlängerung', 'Tacite reconduction'],
  ],
  renewalLength: [
    ...['Renewal term', 'Renewal period', 'Auto renewal interval', 'Auto-renew period', 'Length of renewal term'],
    ...['Verlängerung um', 'Verlängerungszeitraum', 'Durée de reconduction'],
  ],
  notice: [
    ...['Notice period', 'Notice days', 'Termination notice', 'Termination notice period', 'Cancellation period'],
    ...['Kündigungsfrist', 'Délai de préavis', 'Préavis'],
  ],
  yearlyPrice: [
    ...['Annual value', 'Annual contract value', 'ACV', 'Annual amount', 'Annual cost', 'Yearly cost', 'Cost per year'],
    ...['Jahreswert', 'Jahresbetrag', 'Jahreskosten', 'Kosten pro Jahr', 'Montant annuel', 'Coût annuel'],
  ],
} as const

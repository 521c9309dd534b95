export type OpenLedger = Readonly<{ type: 'OpenLedger'; origin: string; demo: boolean }>;

export type EndDemo = Readonly<{ type: 'EndDemo'; stories: readonly string[] }>;

export type LedgerCommand = OpenLedger | EndDemo;

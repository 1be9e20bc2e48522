/** The oldest PostgreSQL of the distribution's packages, with the folder of its programs; null where none is installed. */
export declare function debianPostgres(): { readonly version: string; readonly bin: string } | null

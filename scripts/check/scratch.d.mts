/** A folder for the data of servers that are thrown away: in memory where there is plenty of it, else the one for temporary files. */
export declare function scratchFolder(): string

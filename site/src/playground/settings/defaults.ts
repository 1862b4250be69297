/** What the tables say about editions and about the password policy of the vendor's page. */
import type { Edition } from "../package/core";
import tables from "../tables.json";

/** The editions. The first one is the default. */
export const editions = tables.editions as [Edition, ...Edition[]];

/** The policy of the vendor's page. */
export const pagePolicy = tables.passwordPolicy;

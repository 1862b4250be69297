/** Numbers for people. */
import { language } from "../state";

/** Returns a count with separators, in the language of the page. */
export function number(count: number): string {
    return new Intl.NumberFormat(language.value).format(count);
}

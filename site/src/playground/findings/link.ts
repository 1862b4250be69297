/** The page of a rule on this site. */
import { language } from "../state";

/** Returns the path of the page of a finding's rule, in the language of the page. */
export function pathOf({ rule, url }: { rule: string; url?: string }): string {
    const path = new URL(url ?? `/rules/${rule}/`, location.origin).pathname;
    return language.value === "zh" && !path.startsWith(CHINESE) ? CHINESE + path : path;
}

const CHINESE = "/zh-cn";

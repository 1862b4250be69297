/** The page of a rule on this site. */
import { language } from "../state";

/** Returns the path of the page of a finding's rule, in the language of the page. */
export function pathOf({ url }: { url: string }): string {
    const path = new URL(url).pathname;
    return language.value === "zh" && !path.startsWith(CHINESE) ? CHINESE + path : path;
}

const CHINESE = "/zh-cn";

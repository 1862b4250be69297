/** The top of the page: the way back, language, theme. */
import { language, t } from "./state";
import { chooseTheme, type Theme, theme } from "./theme";
import type { TextName } from "./texts";

const THEMES: [Theme, TextName][] = [
    ["auto", "themeAuto"],
    ["light", "themeLight"],
    ["dark", "themeDark"],
];

export function Header() {
    return (
        <header class="top">
            <nav>
                <a href={language.value === "zh" ? "/zh-cn/" : "/"}>aicc</a>
                <span aria-hidden="true">/</span>
                <h1>{t("title")}</h1>
            </nav>
            <div class="row">
                <button type="button" lang={language.value === "zh" ? "en" : "zh-CN"} onClick={switchLanguage}>
                    {t("otherLanguage")}
                </button>
                <label>
                    <span class="hidden">{t("theme")}</span>
                    <select
                        value={theme.value}
                        onChange={(event) => chooseTheme(event.currentTarget.value as Theme)}
                    >
                        {THEMES.map(([name, text]) => (
                            <option value={name}>{t(text)}</option>
                        ))}
                    </select>
                </label>
            </div>
        </header>
    );
}

/** Changes the language in place: the message stays, and nothing is loaded. */
function switchLanguage(): void {
    language.value = language.value === "zh" ? "en" : "zh";
    const isChinese = language.value === "zh";
    document.documentElement.lang = isChinese ? "zh-CN" : "en";
    document.title = `${t("title")} · aicc`;
    const path = location.pathname.replace(/^\/zh-cn/, "");
    history.replaceState(null, "", (isChinese ? `/zh-cn${path}` : path) + location.hash);
}

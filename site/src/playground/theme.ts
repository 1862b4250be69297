/** Light or dark. The choice is the one of the documentation pages. */
import { signal } from "@preact/signals";

export type Theme = "auto" | "light" | "dark";

/** The key under which Starlight keeps the choice. */
const KEY = "starlight-theme";

export const theme = signal<Theme>("auto");

/** Takes the choice of an earlier visit. */
export function startTheme(): void {
    const kept = stored();
    setTheme(kept === "light" || kept === "dark" ? kept : "auto");
}

/** Sets the theme, and keeps it for the next page. */
export function chooseTheme(chosen: Theme): void {
    setTheme(chosen);
    try {
        localStorage.setItem(KEY, chosen === "auto" ? "" : chosen);
    } catch {
        // A browser without storage: the choice ends with the page.
    }
}

function setTheme(chosen: Theme): void {
    theme.value = chosen;
    if (chosen === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
}

function stored(): string | null {
    try {
        return localStorage.getItem(KEY);
    } catch {
        return null;
    }
}

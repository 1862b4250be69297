/** Tabs with the keys of the ARIA pattern: arrows, Home and End. */
import type { ComponentChildren } from "preact";

interface Props<Name extends string> {
    label: string;
    id: string;
    names: Name[];
    text: (name: Name) => string;
    chosen: Name;
    onChoose: (name: Name) => void;
    children: ComponentChildren;
}

export function Tabs<Name extends string>({ label, id, names, text, chosen, onChoose, children }: Props<Name>) {
    const onKeyDown = (event: KeyboardEvent) => {
        const next = nextOf(event.key, names.indexOf(chosen), names.length);
        const name = next === undefined ? undefined : names[next];
        if (name === undefined) return;
        event.preventDefault();
        onChoose(name);
        document.getElementById(`${id}-tab-${name}`)?.focus();
    };
    return (
        <>
            <div role="tablist" aria-label={label} onKeyDown={onKeyDown}>
                {names.map((name) => (
                    <button
                        type="button"
                        role="tab"
                        id={`${id}-tab-${name}`}
                        aria-selected={name === chosen}
                        aria-controls={`${id}-panel`}
                        tabIndex={name === chosen ? 0 : -1}
                        onClick={() => onChoose(name)}
                    >
                        {text(name)}
                    </button>
                ))}
            </div>
            <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-tab-${chosen}`}>
                {children}
            </div>
        </>
    );
}

function nextOf(key: string, position: number, count: number): number | undefined {
    if (key === "ArrowRight") return (position + 1) % count;
    if (key === "ArrowLeft") return (position + count - 1) % count;
    if (key === "Home") return 0;
    return key === "End" ? count - 1 : undefined;
}

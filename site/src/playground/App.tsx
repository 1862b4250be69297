/** The page. */
import { CodePanel } from "./code/CodePanel";
import { Editor } from "./editor/Editor";
import { FilePanel } from "./files/FilePanel";
import { FindingList } from "./findings/FindingList";
import { FormPanel } from "./form/FormPanel";
import { Header } from "./Header";
import { Choices } from "./settings/Choices";
import { Settings } from "./settings/Settings";
import { Share } from "./share/Share";
import { t, type View, view } from "./state";
import { Tabs } from "./Tabs";

const VIEWS: View[] = ["message", "form", "file"];

export function App() {
    return (
        <>
            <Header />
            <main>
                <p class="intro">{t("intro")}</p>
                <div class="toolbar">
                    <Choices />
                    <Share />
                </div>
                <Settings />
                <div class={view.value === "file" ? "columns one" : "columns"}>
                    <section class="input" aria-label={t("views")}>
                        <Tabs
                            label={t("views")}
                            id="view"
                            names={VIEWS}
                            text={t}
                            chosen={view.value}
                            onChoose={(name) => (view.value = name)}
                        >
                            <Input />
                        </Tabs>
                    </section>
                    {view.value !== "file" && (
                        <div class="output">
                            <FindingList />
                            <CodePanel />
                        </div>
                    )}
                </div>
            </main>
        </>
    );
}

function Input() {
    if (view.value === "message") return <Editor />;
    return view.value === "form" ? <FormPanel /> : <FilePanel />;
}

/** A file that is chosen or dropped: progress, counts, notes, findings, downloads. */
import { Activity } from "./Activity";
import { Chooser } from "./Chooser";
import { Downloads } from "./Downloads";
import { Result } from "./Result";

export function FilePanel() {
    return (
        <div class="file">
            <Chooser />
            <Activity />
            <Result />
            <Downloads />
        </div>
    );
}

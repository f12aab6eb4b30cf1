// Starts every component on the page. Nothing here is needed to use the site.
import { init as initErrorSummary } from "./error_summary.js";
import { init as initNotices } from "./notices.js";
import { init as initPops } from "./pop.js";
import { init as initSuggestions } from "./suggestions.js";

for (const init of [initErrorSummary, initNotices, initPops, initSuggestions]) init(document);

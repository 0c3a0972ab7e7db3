// How reports move is written once, for the page of `-f html` and for this one: the build puts that file here.
export { moveReports } from '../../crates/render/src/html/report.js';

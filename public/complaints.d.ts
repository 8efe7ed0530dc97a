/** Types of the tag `<complaints-procedure>`, for TypeScript, React and Vue. */

export interface ComplaintsAttributes {
  /** The address of the copy file; `complaints.json` beside the script without it. */
  copy?: string;
  /** Where the form goes; wins over the copy file. */
  endpoint?: string;
  /** `auto`, the default: as the page around. */
  theme?: "auto" | "light" | "dark";
  /** The level of the first heading; 1 without it. */
  heading?: 1 | 2 | 3 | 4 | "1" | "2" | "3" | "4";
  /** `lazy`, the default: the program comes when the tag is near the screen, or touched. */
  loading?: "lazy" | "eager";
}

/** What the self-check found about CISAS. */
export type ComplaintsOutcome =
  | "complain-first"
  | "not-yet"
  | "perhaps-already"
  | "open"
  | "last-days"
  | "past-limit"
  | "outside";

/** Why a complaint could not be sent. */
export type ComplaintsFailure = "unreachable" | "in-progress" | "refused" | "failed" | "stopped";

/** Events of the tag; they bubble, and say nothing about the person. */
export interface ComplaintsEvents {
  /** The page is live, and again in another language. */
  "complaints-ready": CustomEvent<Record<string, never>>;
  /** A self-check came to a result. */
  "complaints-outcome": CustomEvent<{ outcome: ComplaintsOutcome }>;
  /** A complaint is about to be sent; `preventDefault()` holds it back. */
  "complaints-before-submit": CustomEvent<Record<string, never>>;
  /** The company has it. `responseDue` is a date like `2026-11-30`. */
  "complaints-submitted": CustomEvent<{ reference: string; responseDue: string }>;
  /** It could not be sent. */
  "complaints-failed": CustomEvent<{ reason: ComplaintsFailure }>;
}

export interface ComplaintsProcedureElement extends HTMLElement {
  readonly shadowRoot: ShadowRoot | null;
}

declare global {
  interface HTMLElementTagNameMap {
    "complaints-procedure": ComplaintsProcedureElement;
  }
  interface HTMLElementEventMap extends ComplaintsEvents {}
  interface DocumentEventMap extends ComplaintsEvents {}
  interface WindowEventMap extends ComplaintsEvents {}
}

/** As JSX has it: `<complaints-procedure oncomplaints-submitted={…}>` (React 19). */
type JsxEvents = {
  [Name in keyof ComplaintsEvents as `on${Name}`]?: (event: ComplaintsEvents[Name]) => void;
};

// @ts-ignore: any, where React is not installed.
type OfReact = import("react").DetailedHTMLProps<import("react").HTMLAttributes<HTMLElement>, HTMLElement>;

interface JsxElements {
  "complaints-procedure": ComplaintsAttributes & JsxEvents & OfReact;
}

// React 19.
// @ts-ignore: nothing, where React is not installed.
declare module "react" {
  namespace JSX {
    interface IntrinsicElements extends JsxElements {}
  }
}

// React before 19, and what else follows TypeScript's own JSX.
declare global {
  namespace JSX {
    interface IntrinsicElements extends JsxElements {}
  }
}

/** As Vue has it: `<complaints-procedure @complaints-submitted="…">`. */
interface VueEvents {
  onComplaintsReady?: (event: ComplaintsEvents["complaints-ready"]) => void;
  onComplaintsOutcome?: (event: ComplaintsEvents["complaints-outcome"]) => void;
  onComplaintsBeforeSubmit?: (event: ComplaintsEvents["complaints-before-submit"]) => void;
  onComplaintsSubmitted?: (event: ComplaintsEvents["complaints-submitted"]) => void;
  onComplaintsFailed?: (event: ComplaintsEvents["complaints-failed"]) => void;
}

// @ts-ignore: nothing, where Vue is not installed.
declare module "vue" {
  interface GlobalComponents {
    "complaints-procedure": new () => { $props: ComplaintsAttributes & VueEvents };
  }
}

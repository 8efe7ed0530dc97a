/// <reference path="../../../public/complaints.d.ts" />
import { memo } from "react";

export const Complaints = memo(({ sent }: { sent: (reference: string) => void }) => (
  <complaints-procedure
    copy="/complaints/complaints.json"
    theme="auto"
    heading={2}
    loading="lazy"
    id="complaints"
    className="wide"
    oncomplaints-submitted={(event) => sent(event.detail.reference)}
    oncomplaints-outcome={({ detail }) => console.log(detail.outcome satisfies string)}
  >
    <p>Call us on 01702 668836</p>
  </complaints-procedure>
));

// @ts-expect-error: there is no such theme.
export const wrongTheme = <complaints-procedure theme="pink" />;
// @ts-expect-error: there is no such level.
export const wrongLevel = <complaints-procedure heading={7} />;
// @ts-expect-error: there is no such detail.
export const wrongDetail = <complaints-procedure oncomplaints-failed={({ detail }) => detail.name} />;

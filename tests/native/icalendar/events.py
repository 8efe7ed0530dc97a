"""Prints the events of the calendar on standard input, as Python's icalendar reads them.

Each field ends with a NUL, each event has the same fields: uid, stamp, sequence, start, end,
summary, description, minutes from the start to the alarm.
"""

import sys
from datetime import timedelta

from icalendar import Calendar

calendar = Calendar.from_ical(sys.stdin.buffer.read())
for event in calendar.walk("VEVENT"):
    assert not event.errors, event.errors
    (alarm,) = event.walk("VALARM")
    fields = [
        event["UID"],
        event.decoded("DTSTAMP").strftime("%Y-%m-%dT%H:%M:%SZ"),
        event["SEQUENCE"],
        event.decoded("DTSTART"),
        event.decoded("DTEND"),
        event["SUMMARY"],
        event["DESCRIPTION"],
        alarm.decoded("TRIGGER") // timedelta(minutes=1),
    ]
    for field in fields:
        sys.stdout.buffer.write(f"{field}\0".encode())

"""The CAP messages of an event: which comes next, and which may be read now.

A message's identifier and time are kept in the event and never made again, so that later messages can refer to it.
"""

from __future__ import annotations

import dataclasses
import datetime

from crisis.content import Event, Message, State

ALERT, UPDATE, CANCEL = "Alert", "Update", "Cancel"
KINDS = (ALERT, UPDATE, CANCEL)
CANCEL_IS_SHOWN = datetime.timedelta(hours=24)


def next_message(event: Event, kind: str, at: datetime.datetime) -> Message:
    """Return the message that follows the event's earlier ones; ValueError for what CAP does not allow there.

    CAP knows whole seconds only; a message is never older than the one before it, whatever the clock says.
    """
    if event.is_private:
        raise ValueError("a private drill sends no messages")
    if kind not in KINDS or (kind == ALERT) != (not event.messages):
        raise ValueError(f"{kind} cannot be message {len(event.messages) + 1} of an event")
    if event.messages and event.messages[0].kind == CANCEL:
        raise ValueError("the event is cancelled")
    sent = at.replace(microsecond=0)
    if event.messages:
        sent = max(sent, event.messages[0].sent)
    number = 1 + max((_number(message.identifier) for message in event.messages), default=0)
    return Message(identifier=f"{event.uid}-{number}", sent=sent, kind=kind)


def _number(identifier: str) -> int:
    """Return which message of its event it is."""
    number = identifier.rpartition("-")[2]
    return int(number) if number.isdecimal() and len(number) < 10 else 0


def with_message(event: Event, at: datetime.datetime, *, is_over: bool = False) -> Event:
    """Return the event with its next message: Alert first, then Update, Cancel when it is over.

    A private drill stays as it is, and so does what was cancelled, or is over before anything was sent.
    """
    if event.is_private or (event.messages and event.messages[0].kind == CANCEL) or (is_over and not event.messages):
        return event
    kind = CANCEL if is_over else UPDATE if event.messages else ALERT
    return dataclasses.replace(event, messages=(next_message(event, kind, at), *event.messages))


def event_uid(identifier: str) -> str:
    """Return the uid of the event that a message belongs to, empty when it cannot be one of ours."""
    uid, dash, number = identifier.rpartition("-")
    return uid if dash and number.isdecimal() else ""


def sent_events(state: State, at: datetime.datetime) -> list[Event]:
    """Return the public events whose newest message counts at a moment: those that are on, and fresh Cancels."""
    on = [event for event in state.public if event.messages and event.messages[0].kind != CANCEL]
    return on + lately_ended(state.ended, at)


def lately_ended(ended: tuple[Event, ...], at: datetime.datetime) -> list[Event]:
    """Return the public events whose Cancel is less than a day old."""
    return [
        event
        for event in ended
        if not event.is_private
        and event.messages
        and event.messages[0].kind == CANCEL
        and at - event.messages[0].sent < CANCEL_IS_SHOWN
    ]

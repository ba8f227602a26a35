//! Use cases behind one door: begin, replay, permit, decide, save, audit, outbox, commit; due work.

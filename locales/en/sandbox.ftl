# The page of a sandbox that shows which operations there are and how often each was called.

sandbox-title = Sandbox: what is there
sandbox-kind = Nahtlos sandbox
sandbox-heading = Operations of this center
sandbox-summary = { $built } of { $all } operations are there, { $missing } answer 501. Calls since the start: { $calls }.
sandbox-lead = Names and paths are those of the reference. What was called is marked. The same as
sandbox-areas = Areas
sandbox-operation = Operation
sandbox-path = Method and path
sandbox-state = State
sandbox-calls = Calls
sandbox-built = there
sandbox-not-built = not there

# Why a subscription of a seed has no price.
sandbox-unpriced-no-offer = Nothing in the catalogue sells this licence in this generation, so it costs nothing.
sandbox-unpriced-no-price = It is not sold here in this term and billing cycle, neither at the start of its term nor today, so it costs nothing.
sandbox-unpriced-no-end = It has no end, so no billing period can be counted, and it costs nothing.

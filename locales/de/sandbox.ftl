# Die Seite einer Sandbox, die zeigt, welche Operationen es gibt und wie oft jede aufgerufen wurde.

sandbox-title = Sandbox: was es gibt
sandbox-kind = Nahtlos-Sandbox
sandbox-heading = Operationen dieses Centers
sandbox-summary = { $built } von { $all } Operationen gibt es, { $missing } antworten mit 501. Aufrufe seit dem Start: { $calls }.
sandbox-lead = Namen und Pfade sind die der Referenz. Was aufgerufen wurde, ist hervorgehoben. Dasselbe als
sandbox-areas = Bereiche
sandbox-operation = Operation
sandbox-path = Methode und Pfad
sandbox-state = Stand
sandbox-calls = Aufrufe
sandbox-built = vorhanden
sandbox-not-built = nicht vorhanden

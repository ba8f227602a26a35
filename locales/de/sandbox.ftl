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

# Warum ein Abonnement eines Anfangsbestands keinen Preis hat.
sandbox-unpriced-no-offer = Der Katalog verkauft diese Lizenz in dieser Generation nicht, deshalb kostet sie nichts.
sandbox-unpriced-no-price = In dieser Laufzeit und Abrechnung wird es hier weder zu Beginn der Laufzeit noch heute verkauft, deshalb kostet es nichts.
sandbox-unpriced-no-end = Es hat kein Ende, deshalb lässt sich kein Abrechnungszeitraum zählen, und es kostet nichts.

# Kampagnen auf dem Dashboard: Liste, Seite, Entscheidungen, Aufnahme von Kunden.

# Columns
desk-column-begun = Begonnen
desk-column-capacity = Höchstens
desk-column-charged = Berechnet
desk-column-customers = Kunden
desk-column-from = Vom
desk-column-halted = Stehen still
desk-column-move = Umzug
desk-column-proved = Nachgewiesen
desk-column-renews = Original endet
desk-column-risk-texts = Risiken im Einzelnen
desk-column-risks = Risiken
desk-column-until = Bis
desk-column-users = Benutzer
desk-column-wave = Welle

# Said after something was done
desk-said-campaign-made = Die Kampagne ist angelegt. Nehmen Sie jetzt Kunden auf.
desk-said-campaign-read = Die Kunden sind gelesen und aufgenommen.
desk-said-campaign-schedule = Alle, die noch nicht begonnen haben, haben ihren Termin.
desk-said-campaign-approve = Die Kampagne ist genehmigt; die Umzüge beginnen zu ihren Terminen.
desk-said-campaign-pause = Die Kampagne ist angehalten.
desk-said-campaign-resume = Die Kampagne wird fortgesetzt.
desk-said-campaign-abandon = Die Kampagne ist aufgegeben.
desk-said-campaign-exclude = Der Kunde ist herausgenommen.
desk-said-campaign-include = Der Kunde ist wieder dabei; vergeben Sie die Termine neu.

# List
desk-campaign-new = Kampagne anlegen
desk-campaign-none = Es gibt noch keine Kampagne. Mit einer Kampagne ziehen viele Kunden um, Welle nach Welle.
desk-campaign-next = Welle { $wave } ab { $day }

# One campaign
desk-campaign-figures = Stand
desk-campaign-conditions = Bedingungen
desk-campaign-waves = Wellen
desk-campaign-canaries = Probewelle
desk-campaign-days = Tage
desk-campaign-risks = Was schiefgehen kann
desk-campaign-here = Dieses Center
desk-campaign-nobody = Noch ist kein Kunde dabei.
desk-campaign-late = zu spät für seine Originale
desk-campaign-estimated = geschätzt
desk-campaign-to-move = Zum Umzug
desk-campaign-back = Zurück zur Kampagne
desk-campaign-back-customer = Zurück zum Kunden der Kampagne
desk-campaign-lead-empty = Noch kann kein Kunde umziehen: Nehmen Sie Kunden auf.
desk-campaign-lead-drafted = { $count ->
    [one] Ein Kunde wartet auf seinen Termin.
   *[other] { $count } Kunden warten auf ihren Termin.
  } Nehmen Sie weitere auf, oder vergeben Sie die Termine.
desk-campaign-lead-scheduled = Alle haben einen Termin. Niemand beginnt, bevor jemand die Kampagne genehmigt.
desk-campaign-lead-running = Sie läuft: { $next }. Niemand muss etwas tun.
desk-campaign-lead-last = Sie läuft; alle Wellen sind nachgewiesen.
desk-campaign-lead-waits = { $count ->
    [one] Ein Umzug wartet
   *[other] { $count } Umzüge warten
  } auf einen Menschen: Sehen Sie die Kunden an.
desk-campaign-lead-paused = Niemand beginnt, bis jemand sie fortsetzt. Begonnene Umzüge gehen weiter.
desk-campaign-lead-stopped = Sie hat von selbst angehalten. Sehen Sie die genannten Umzüge an, dann setzen Sie sie fort.
desk-campaign-lead-completed = Alle Wellen sind vorbei.
desk-campaign-lead-abandoned = Sie wurde aufgegeben. Begonnene Umzüge gehen weiter.
desk-campaign-fact-moved = Umgezogen
desk-campaign-fact-underway = Im Gange
desk-campaign-fact-proved = Mit Nachweis der Abdeckung
desk-campaign-fact-halted = Stehen still oder gescheitert
desk-campaign-fact-waits = Warten auf einen Menschen
desk-campaign-fact-excluded = Herausgenommen
desk-campaign-fact-ineligible = Können nicht umziehen
desk-campaign-fact-users = Benutzer
desk-campaign-fact-planned = Kosten nach den Plänen
desk-campaign-fact-charged = Seit Beginn berechnet
desk-campaign-fact-scheduled = Haben einen Termin
desk-campaign-fact-late = Davon zu spät für ihre Originale
desk-campaign-fact-left-out = Ohne Termin
desk-campaign-fact-estimate = Doppelt bezahlt und versäumt, geschätzt
desk-campaign-fact-first-day = Erster Tag
desk-campaign-fact-last-day = Letzter Tag
desk-campaign-fact-deadline = Verlassen bis
desk-campaign-fact-each = Höchstens je Kunde
desk-campaign-fact-all = Höchstens zusammen
desk-campaign-fact-covered = Davon genehmigt
desk-campaign-fact-limit-days = Höchstens Tage je Umzug
desk-campaign-fact-limit-users = Höchstens Benutzer je Kunde

# One customer of it
desk-campaign-fact-wave = Welle
desk-campaign-fact-day = Tag
desk-campaign-fact-originals = Originale
desk-campaign-fact-renews = Erstes Original endet
desk-campaign-fact-estimated = Kosten, geschätzt
desk-campaign-fact-per-day = Ein Tag zu früh kostet
desk-campaign-fact-missed = Eine versäumte Verlängerung kostet
desk-campaign-wishes = Was Sie für ihn wollen
desk-campaign-wishes-intro = Danach braucht die Kampagne neue Termine.
desk-campaign-as-usual = Wie üblich
desk-campaign-field-email = Wohin Anträge gemailt werden
desk-campaign-field-earliest = Nicht vor
desk-campaign-field-canary = In der Probewelle
desk-campaign-field-per-day = Was ein Tag zu früh kostet
desk-campaign-field-missed = Was eine versäumte Verlängerung kostet
desk-campaign-field-abandon = Auch seinen Umzug aufgeben

# New campaign
desk-campaign-new-intro = Was üblich ist, steht schon da. Nichts beginnt, bevor Sie Kunden aufgenommen, Termine vergeben und die Kampagne genehmigt haben.
desk-campaign-make = Anlegen
desk-campaign-field-name = Name
desk-campaign-field-currency = Währung aller Kunden
desk-campaign-hint-currency = Drei Buchstaben, etwa EUR.
desk-campaign-field-account = Wo die Umzüge ausgeführt werden
desk-campaign-field-first-day = Erster Tag, an dem ein Umzug beginnt
desk-campaign-field-last-day = Letzter Tag, an dem ein Umzug beginnt
desk-campaign-field-deadline = Tag, bis zu dem der alte Partner verlassen ist
desk-campaign-field-tasks-per-day = Aufgaben, die Menschen an einem Tag erledigen können
desk-campaign-field-tasks-per-customer = Aufgaben je Kunde
desk-campaign-hint-tasks-per-customer = Beide zusammen geben an, wie viele Kunden an einem Tag beginnen; 0: so viele wie wollen.
desk-campaign-field-canaries = Kunden der Probewelle, die zuerst umzieht
desk-campaign-field-canary-days = Länge der Probewelle in Tagen
desk-campaign-field-most-canary-halts = Wie viele Kunden der Probewelle stillstehen dürfen
desk-campaign-field-wave-days = Länge jeder weiteren Welle in Tagen
desk-campaign-field-proof-days = Tage für den Nachweis nach jeder Welle
desk-campaign-field-most-halts = Wie viele Kunden einer Welle stillstehen dürfen
desk-campaign-hint-most-halts = Stehen mehr still, hält die Kampagne von selbst an.
desk-campaign-field-need-days = Tage, bis ein Kunde umgezogen ist
desk-campaign-hint-need-days = Annahme, Kauf, Plätze, Lizenzen und der Vorlauf seines Plans.
desk-campaign-field-leave-after-days = Tage, nach denen er seine Originale spätestens verlässt
desk-campaign-hint-leave-after-days = 0: erst, wenn sie enden.
desk-campaign-field-weekends = Auch samstags und sonntags beginnen
desk-campaign-field-blackouts = Tage, an denen niemand beginnt
desk-campaign-hint-blackouts = Eine Zeile je Zeitraum: 2026-12-24 2027-01-02, oder ein Tag allein.
desk-campaign-field-offer = Pläne zuerst den Kunden zeigen
desk-campaign-field-delegated-admin = Delegierte Administratorrechte mit der Beziehung beantragen
desk-campaign-field-request-rights = Rechte im Verzeichnis des Kunden beantragen
desk-campaign-wrong-currency = Eine Währung ist ein Kürzel aus drei Buchstaben, zum Beispiel EUR.
desk-campaign-wrong-days = Der letzte Tag liegt vor dem ersten. Wählen Sie einen späteren.
desk-campaign-wrong-number = Geben Sie eine ganze Zahl ab 0 ein.
desk-campaign-wrong-blackout = „{ $line }“ ist kein Zeitraum. Geben Sie ihn als 2026-12-24 2027-01-02 ein, den ersten Tag zuerst.

# Customers come in
desk-campaign-add = Kunden aufnehmen
desk-campaign-add-lead = Was ein Kunde hat, wird gelesen, einmal geplant und bewertet. Nichts beginnt dadurch.
desk-campaign-added = Zur Kampagne
desk-campaign-not-now = Wie die Kampagne steht, kommt niemand hinzu. Halten Sie sie zuerst an.
desk-campaign-candidates = Ihre Kunden
desk-campaign-no-candidates = Wo die Kampagne ausgeführt wird, haben Sie keine Kunden.
desk-campaign-who = Noch nicht dabei
desk-campaign-read-chosen = Gewählte lesen
desk-campaign-read-all = { $count ->
    [one] Den einen gezeigten lesen
   *[other] Alle { $count } gezeigten lesen
  }
desk-campaign-wrong-nobody = Wählen Sie mindestens einen Kunden.
desk-campaign-read = { $count ->
    [one] Ein Kunde ist
   *[other] { $count } Kunden sind
  } gelesen und aufgenommen.
desk-campaign-read-unmovable = { $count ->
    [one] Einer davon kann
   *[other] { $count } davon können
  } nicht umziehen.
desk-campaign-see = Ansehen

# Decisions
desk-campaign-decide-schedule = Termine vergeben
desk-campaign-decide-pause = Anhalten
desk-campaign-decide-exclude = Herausnehmen
desk-campaign-decide-include = Wieder aufnehmen
desk-campaign-ask-schedule = Termine vergeben?
desk-campaign-ask-approve = Diese Kampagne genehmigen?
desk-campaign-ask-pause = Diese Kampagne anhalten?
desk-campaign-ask-resume = Diese Kampagne fortsetzen?
desk-campaign-ask-abandon = Diese Kampagne aufgeben?
desk-campaign-ask-exclude = Diesen Kunden herausnehmen?
desk-campaign-ask-include = Diesen Kunden wieder aufnehmen?
desk-campaign-effect-schedule = { $count ->
    [one] Ein Kunde, der noch nicht begonnen hat, bekommt
   *[other] { $count } Kunden, die noch nicht begonnen haben, bekommen
  } den besten Termin, der von heute an frei ist.
desk-campaign-effect-schedule-waits = Niemand beginnt dadurch; eine frühere Genehmigung gilt für die neuen Termine nicht.
desk-campaign-effect-schedule-running = Begonnene Umzüge bleiben, wie sie sind. Wer einen neuen Termin hat, beginnt dann.
desk-campaign-effect-approve = { $count ->
    [one] Ein Umzug beginnt von selbst und in Ihrem Namen, am { $day }.
   *[other] { $count } Umzüge beginnen von selbst und in Ihrem Namen, der erste am { $day }.
  }
desk-campaign-effect-plans = Nach der Schätzung kosten alle Pläne zusammen { $cost }.
desk-campaign-effect-estimate = Zu diesen Terminen kosten doppelte Zahlung und versäumte Verlängerungen geschätzt { $cost }.
desk-campaign-effect-late = { $count ->
    [one] Ein Kunde kommt
   *[other] { $count } Kunden kommen
  } zu spät für die Originale.
desk-campaign-effect-left-out = { $count ->
    [one] Ein Kunde hat
   *[other] { $count } Kunden haben
  } keinen Termin.
desk-campaign-effect-limits = Ein Plan über eine der Grenzen unten hinaus wartet auf einen Menschen.
desk-campaign-effect-pause = { $count ->
    [0] Es wartet niemand auf seinen Termin.
    [one] Ein Kunde beginnt nicht, bis jemand sie fortsetzt.
   *[other] { $count } Kunden beginnen nicht, bis jemand sie fortsetzt.
  }
desk-campaign-effect-resume = { $count ->
    [0] Niemand muss noch beginnen.
    [one] Ein Kunde beginnt zu seinem Termin, in Ihrem Namen.
   *[other] { $count } Kunden beginnen zu ihren Terminen, in Ihrem Namen.
  }
desk-campaign-effect-passed = Wessen Termin vorbei ist, der bekommt einen neuen.
desk-campaign-effect-judged = Die gescheiterte Welle wird neu beurteilt; steht noch zu viel still, hält die Kampagne wieder an.
desk-campaign-effect-abandon = { $count ->
    [0] Niemand wartete noch auf seinen Termin.
    [one] Ein Kunde, der noch nicht begonnen hat, beginnt nie.
   *[other] { $count } Kunden, die noch nicht begonnen haben, beginnen nie.
  } Das lässt sich nicht zurücknehmen.
desk-campaign-effect-goes-on = { $count ->
    [0] Kein Umzug ist im Gange.
    [one] Ein begonnener Umzug geht von selbst weiter.
   *[other] { $count } begonnene Umzüge gehen von selbst weiter.
  }
desk-campaign-effect-exclude = { $customer } ist nicht mehr in der Kampagne und bekommt keinen Termin.
desk-campaign-effect-exclude-users = { $count ->
    [one] Ein Benutzer bleibt, wo er ist.
   *[other] { $count } Benutzer bleiben, wo sie sind.
  }
desk-campaign-effect-exclude-move = Sein Umzug hat begonnen und geht von selbst weiter, wenn Sie ihn nicht unten mit aufgeben. Gekauftes bleibt.
desk-campaign-effect-include = { $customer } ist wieder in der Kampagne. Einen Termin bekommt er, wenn Sie die Termine neu vergeben.

# Limits of a yes
desk-campaign-limit-each = Höchstens, was ein Plan kosten darf
desk-campaign-limit-hint = Beträge in der Währung der Kampagne, etwa 5000.00. Was leer bleibt, hat keine Grenze.
desk-campaign-limit-all = Höchstens, was alle Pläne zusammen kosten dürfen
desk-campaign-limit-days = Höchstens Tage vom Beginn, bis das letzte Original verlassen ist
desk-campaign-limit-users = Höchstens Benutzer eines Kunden, deren Lizenzen sich ändern
desk-campaign-limit-unlimited = Ohne Grenzen: jeden Plan genehmigen
desk-campaign-limit-more = Wie viel mehr ein späterer Plan kosten darf
desk-campaign-limit-later-hint = Später kommt jemand hinzu oder geht; dann gibt es einen neuen Plan. Leer: so weit die Grenzen oben reichen.
desk-campaign-limit-later-days = Um wie viele Tage ein späterer Plan später sein darf
desk-campaign-limit-other-users = Um wie viele Benutzer spätere Pläne abweichen dürfen
desk-campaign-wrong-limits = Geben Sie mindestens eine Grenze an: je Kunde, zusammen, Tage oder Benutzer. Oder wählen Sie „Ohne Grenzen“.

# Risks of all
desk-campaign-risk-plan-refused = Es gibt keinen Plan
desk-campaign-risk-move-open = Ein anderer Umzug ist offen
desk-campaign-risk-directory-closed = Das Verzeichnis darf nicht gelesen werden
desk-campaign-risk-ends-inside-lead = Ein Original endet, bevor der Kunde umgezogen sein kann
desk-campaign-risk-transfer-pending = Ein anderer Partner muss ein Abonnement abgeben
desk-campaign-risk-group-licenses = Lizenzen kommen über Gruppen
desk-campaign-risk-unknown-renewal = Ob sich ein Original verlängert, ist nicht bekannt
desk-campaign-risk-seller-unknown = Wer ein Original verkauft, ist nicht zu sehen
desk-campaign-risk-end-unknown = Wann ein Original endet, ist nicht zu sehen
desk-campaign-risk-people-tasks = Für einen Schritt braucht es einen Menschen
desk-campaign-risk-plan-warnings = Der Plan hat Warnungen
desk-campaign-risk-plan-gap = Dass der Plan am wenigsten kostet, ist nicht nachgewiesen
desk-campaign-risk-no-address = Es gibt keine Adresse; Links werden von Hand übergeben

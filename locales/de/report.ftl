# Die Berichtsseite. Beträge und Tage kommen fertig geschrieben an.

skip = Zum Inhalt springen
page-title = Umzug von { $customer }
page-kind = Plan eines Umzugs
page-meta = { $domain } · Stand { $from } · geplant bis { $to }
toc = Inhalt
toc-cost = Kosten
toc-time = Zeitverlauf
toc-steps = Kalender
toc-originals = Bisherige Abonnements
toc-purchases = Käufe
toc-months = Nach Monaten
toc-users = Benutzer
toc-changes = Lizenzänderungen
toc-losses = Verluste
toc-warnings = Warnungen
toc-proof = Nachweis
toc-inputs = Eingaben
footer = Erstellt mit Nahtlos. Jede Zahl stammt aus dem Plan, seinem Fall und seinem Nachweis.

verdict-proved = Nachgewiesen: Jeder Benutzer ist an jedem Tag abgedeckt, zu den geringsten Kosten, die möglich sind.
verdict-gap = Nachgewiesen: Jeder Benutzer ist an jedem Tag abgedeckt. Nicht nachgewiesen: dass nichts weniger kostet.
verdict-refuted = Nicht nachgewiesen. Führen Sie diesen Plan nicht aus.
verdict-rechecked = Allein aus Fall und Plan nachgerechnet: Kein Plan kann weniger kosten.
minimum-rechecked = Der Nachweis hat das Minimum nachgerechnet: Kein Plan kann weniger kosten. Verfahren: { $method }.
minimum-not-rechecked = Der Planer hat das Minimum bewiesen ({ $method }); der Nachweis selbst hat es nicht nachgerechnet.
minimum-gap = Jeder Plan kostet mindestens { $bound }; die Lücke, { $gap }, ist das Meiste, was sich sparen ließe.

front-users = { $users ->
    [one] Ein Benutzer
   *[other] { $users } Benutzer
  } in { $pools ->
    [one] einem Pool
   *[other] { $pools } Pools
  }.
front-originals = { $originals ->
    [0] Kein bisheriges Abonnement endet.
    [one] Ein bisheriges Abonnement endet
   *[other] { $originals } bisherige Abonnements enden
  }{ $originals ->
    [0] {""}
   *[other] , aus { $channels ->
        [one] einem Kanal
       *[other] { $channels } Kanälen
      }.
  }
front-purchases = { $purchases ->
    [0] Nichts wird gekauft.
    [one] Eine Laufzeit wird gekauft.
   *[other] { $purchases } Laufzeiten werden gekauft.
  }
front-changes = { $changed ->
    [0] Niemandes Lizenzen ändern sich.
    [one] Die Lizenzen eines Benutzers ändern sich.
   *[other] Die Lizenzen von { $changed } Benutzern ändern sich.
  }
front-next-heading = Was als Nächstes zu tun ist
front-late = Sofort: Der letzte Tag war der { $day }
front-more = { $count ->
    [one] Und ein weiterer solcher Eintrag.
   *[other] Und { $count } weitere solche Einträge.
  }
front-refuted = Nichts aus diesem Plan
front-refuted-what = Beheben Sie, was oben genannt ist, planen Sie erneut, und führen Sie nur aus, was nachgewiesen ist.
front-steps = Der ganze Kalender
front-losses = { $users ->
    [one] Ein Benutzer verliert { $plans }, wie in der Richtlinie hingenommen
   *[other] { $users } Benutzer verlieren { $plans }, wie in der Richtlinie hingenommen
  }
front-warnings = { $count ->
    [one] Eine Warnung, vor der Zusage zu lesen
   *[other] { $count } Warnungen, vor der Zusage zu lesen
  }
figure-total = Kosten
figure-total-note = bis { $horizon }
figure-claimed = vom Plan behauptet, nicht nachgewiesen
figure-overlap = Davon Überlappung
figure-overlap-note = doppelt bezahlt, { $share } der Kosten
figure-beyond = Danach noch geschuldet
figure-beyond-note = für weiterlaufende Laufzeiten
figure-changes = Benutzer mit Änderungen
figure-changes-note = { $changed ->
    [0] jeder behält, was er hat
   *[other] alle anderen behalten, was sie haben
  }

cost-heading = Was es kostet
cost-minimum = Ginge es billiger?
statement-caption = Beträge in { $currency }. Was für bisherige Abonnements schon bezahlt ist, ist bezahlt und zählt nicht.
statement-need = Was die Benutzer brauchen
statement-overlap = Überlappung: Vorlauf und frühe Starts
statement-total = Kosten bis zum Horizont
statement-beyond = Nach dem Horizont geschuldet, für weiterlaufende Laufzeiten
statement-exact = Die genauen Kosten { $cost } liegen { $gap } über { $bound }, der unteren Schranke aller Pläne.
statement-refuted = Der Nachweis ist gescheitert; diese Zahlen sind nur Behauptungen des Plans.
statement-secondary-proved = Unter allen Plänen zu diesen Kosten hat dieser die wenigsten Lizenzänderungen, dann die wenigsten Käufe, dann das früheste Ende der alten Kanäle; auch das ist nachgewiesen.
statement-secondary-open = Ob ein anderer Plan zu gleichen Kosten mit weniger Lizenzänderungen oder Käufen auskommt, ist nicht nachgewiesen.

time-heading = Plätze und Lizenzen im Zeitverlauf
time-note = Ein Bild je Pool. Die gefüllten Stufen sind Plätze nach ihrer Herkunft, die Linie ist die Zahl der Lizenzen. Wo die Linie unter der Oberkante bleibt, hat jeder einen Platz. In den Stufen stehen Kauf und Plätze, etwa p7: 20.
legend = Zeichenerklärung
legend-purchase = Kauf
legend-renewal = Verlängerung
legend-twice = doppelt bezahlt
legend-held = zugewiesene Lizenzen
legend-tight = knappster Tag
legend-start = Laufzeit beginnt
legend-deadline = Frist
legend-price = Preis ändert sich
legend-step = weiterer Schritt
picture-title = Plätze und Lizenzen von { $sku }
picture-desc = Von { $from } bis { $to }: höchstens { $peak } Plätze und { $held } Lizenzen von { $sku }, aus { $originals ->
    [one] einem bisherigen Abonnement
   *[other] { $originals } bisherigen Abonnements
  } und { $purchases ->
    [one] einem Kauf
   *[other] { $purchases } Käufen
  }. Die Tabelle darunter enthält dieselben Zahlen.
picture-desc-tightest = Der knappste Tag ist der { $day } mit einem Spielraum von { $slack }.
picture-tightest = Spielraum { $slack } · { $day }
picture-paid-twice = { $cost } doppelt bezahlt
picture-paid-times = ({ $count }-mal)
pool-held = { $held ->
    [one] eine Lizenz
   *[other] bis zu { $held } Lizenzen
  }
pool-cost = { $cost }
pool-tightest = Spielraum mindestens { $slack }, zuerst am { $day }
pool-hover = Tag wählen: Plätze und Lizenzen von { $sku }
pool-table = Zahlen zu { $sku }
pools-folded = { $count ->
    [one] Ein weiterer Pool mit geringeren Kosten
   *[other] { $count } weitere Pools mit geringeren Kosten
  }
mark-deadline = Frist
mark-price = Preis ändert sich von { $before } auf { $after }
tightest-tag = knappster
cover-heading = Jeder Benutzer abgedeckt
cover-whole = Jeder Benutzer ist an jedem Tag abgedeckt.
cover-broken = Die Abdeckung ist nicht nachgewiesen.
cover-desc = Ununterbrochen von { $from } bis { $to }.

steps-heading = Kalender
steps-note = Was zu tun ist, der Reihe nach. Eine Fahne nennt den letzten Tag.
steps-refuted = Nicht auszuführen: Der Nachweis ist gescheitert.
steps-none = Es ist nichts zu tun.
calendar-steps = { $count ->
    [0] nur Prüfungen
    [one] ein Eintrag
   *[other] { $count } Einträge
  }
calendar-deadlines = { $count ->
    [one] eine Frist
   *[other] { $count } Fristen
  }
calendar-by = bis { $day }
calendar-late = sofort, der letzte Tag war der { $day }
calendar-folded = { $count ->
    [one] Ein weiterer Eintrag dieser Art an diesem Tag
   *[other] { $count } weitere Einträge dieser Art an diesem Tag
  }
calendar-changes = wer wechselt
deadline-late = verstrichen
open-all = Alle öffnen
close-all = Alle schließen

originals-heading = Was aus jedem bisherigen Abonnement wird
originals-note = Nichts wird erstattet; deshalb enden sie so spät, wie es sicher geht.
originals-count = { $count ->
    [one] ein Abonnement
   *[other] { $count } Abonnements
  }
originals-first = erste Frist { $day }
originals-none = Der Bestand hat keine Abonnements.
without-end = ohne Ende
to-the-horizon = zum Horizont

purchases-heading = Käufe
purchases-note = Der Preis steht am ersten Tag für die ganze Laufzeit fest. „Gezählt“ ist, was vor den Horizont fällt.
purchases-count = { $count ->
    [one] ein Kauf
   *[other] { $count } Käufe
  }
purchases-of-sku = { $count ->
    [one] ein Kauf am { $first }
   *[other] { $count } Käufe ab { $first }
  }
purchases-none = Nichts wird gekauft.
purchase-renews = Verlängert { $purchase }.
amounts-in = Beträge in
total = Summe

months-heading = Kosten nach Monaten
months-note = Gezählt: der Anteil des Monats an den Kosten. Berechnet: was nach den Abrechnungsplänen im Monat fällig wird.

users-heading = Wer betroffen ist und wie
users-none = Niemand: Alle Benutzer behalten ihre Lizenzen.
people-unchanged = { $users ->
    [0] Alle Benutzer stehen hier, nach Arten.
    [one] Ein weiterer Benutzer behält seine Lizenzen und merkt nichts.
   *[other] Die übrigen { $users } Benutzer behalten ihre Lizenzen und merken nichts.
  }
people-folded = { $kinds ->
    [one] Eine weitere Art
   *[other] { $kinds } weitere Arten
  } mit { $users ->
    [one] einem Benutzer
   *[other] { $users } Benutzern
  }
people-stood-in = { $count ->
    [one] ein Dienstplan wird durch einen anderen vertreten
   *[other] { $count } Dienstpläne werden durch andere vertreten
  }
people-more = { $kinds ->
    [one] Eine weitere Art
   *[other] { $kinds } weitere Arten
  } mit { $users ->
    [one] einem Benutzer
   *[other] { $users } Benutzern
  } im Plandokument.
names-more = { $count ->
    [one] und ein weiterer
   *[other] und { $count } weitere
  }
names-label = { $count ->
    [one] Wer es ist
   *[other] Wer sie sind
  }
changes-heading = Lizenzänderungen
changes-note = In einem Schritt genommen und zugewiesen, damit niemand ohne dasteht.
changes-of-day = { $users ->
    [one] ein Benutzer
   *[other] { $users } Benutzer
  }{ $ways ->
    [one] {""}
   *[other] {" "}auf { $ways } Arten
  }
changes-none = Keine Lizenz ändert sich.
change-off = ausgeschaltet: { $plans }
change-group = über die Gruppe { $group }, als eine Änderung

losses-heading = Verluste und Vertretungen
losses-accepted = Hingenommene Verluste
losses-none = Keine. Niemand verliert einen Dienstplan auf Dauer.
loss-users = { $count ->
    [0] kein Benutzer verliert ihn
    [one] ein Benutzer verliert ihn
   *[other] { $count } Benutzer verlieren ihn
  }
equivalents-heading = Dienstpläne, die andere vertreten
equivalents-none = Keine. Jeder Dienstplan ist selbst vorhanden.
equivalents-by = vertreten durch
warnings-heading = Warnungen
warnings-none = Keine.
warnings-folded = { $count ->
    [one] Eine weitere dieser Art
   *[other] { $count } weitere dieser Art
  }
warning-about = Betrifft { $subjects }.

proof-heading = Nachweis
proof-note = Neu aus Fall und Plan gerechnet, ohne die Suche, die ihn fand.
proof-proved = Nachgewiesen: Abdeckung, Preise und Summe stimmen zu jedem Zeitpunkt.
proof-refuted = Widerlegt.
proof-tightest = Die knappsten Tage
check-users = Geprüfte Benutzer
check-users-value = { $users } zu jedem Zeitpunkt, in { $kinds ->
    [one] einer Art
   *[other] { $kinds } Arten
  }
check-no-need = Benutzer ohne Bedarf
check-intervals = Geprüfte Zeiträume
check-intervals-value = { $intervals } in { $pools ->
    [one] einem Pool
   *[other] { $pools } Pools
  }
check-purchases = Neu bepreiste Käufe
check-originals = Neu hergeleitete Enden
check-changes = Nachvollzogene Lizenzänderungen
check-total = Neu gerechnete Summe
check-cost = Exakte Kosten
check-bound = Untere Schranke
check-method = Minimum bewiesen durch
check-effort = Sucharbeit
check-effort-value = { $used } von { $budget } Einheiten
rents-label = { $count ->
    [one] Das duale Zertifikat: eine Miete
   *[other] Das duale Zertifikat: { $count } Mieten
  }
rents-note = Eine Miete sagt, was ein Platz über einige Tage wert ist. Keine verkäufliche Laufzeit kostet weniger als die Mieten ihrer Tage, und der Bedarf zu diesen Mieten ergibt zusammen die Kosten. Also kostet kein Plan weniger.
rent-limit = Platzgrenze

inputs-heading = Eingaben und Richtlinie
inputs-note = Mit diesen Dateien und dieser Richtlinie entsteht derselbe Plan, Byte für Byte.
inputs-files = Dateien
inputs-none = Keine Dateien sind angegeben.
policy-heading = Richtlinie, wie verwendet
policy-mode = Art
policy-lead = Vorlauf vor einem Ende
policy-lead-days = { $count ->
    [one] ein Tag
   *[other] { $count } Tage
  }
policy-horizon = Horizont
policy-residual = Laufzeiten über den Horizont hinaus
policy-price = Preis
policy-terms = Kaufbare Laufzeiten
policy-co-term = Gemeinsames Laufzeitende
policy-leave-by = Bisherige Abonnements verlassen bis
policy-max-bundle = Höchstens SKUs in einer neuen Kombination
policy-never-buy = Nie kaufen
policy-accept-loss = Hingenommene Verluste
policy-none = –

col-from = Ab
col-until = Bis
col-day = Tag
col-originals = Bisherige
col-bought = Gekauft
col-seats = Plätze
col-held = Lizenzen
col-slack = Spielraum
col-events = Ereignisse
col-subscription = Abonnement
col-channel = Kanal
col-end = Ende
col-action = Was zu tun ist
col-deadline = Frist
col-planned-end = Zählt bis
col-purchase = Kauf
col-offer = Angebot
col-term = Laufzeit, Abrechnung
col-start = Beginn
col-unit-price = Stückpreis
col-charge = Betrag
col-counted = Gezählt
col-billed = Berechnet
col-month = Monat
col-users = Benutzer
col-today = Heute
col-changes = Änderungen
col-gained = Gewonnene Dienstpläne
col-lost = Hingenommene Verluste
col-taken = Genommen
col-given = Zugewiesen
col-pool = Pool
col-tightest-from = Am knappsten ab
col-intervals = Zeiträume
col-rent = Miete je Platz
col-exact = Exakt
col-file = Datei
rows-more = { $count ->
    [one] Ein weiterer Eintrag steht im Plandokument.
   *[other] { $count } weitere Einträge stehen im Plandokument.
  }

refusal-kind = Plan eines Umzugs, abgelehnt
refusal-title = Kein Plan für { $customer }
refusal-meta = { $domain } · Stand { $from }
refusal-verdict-open = Es wurde kein Plan gefunden.
refusal-verdict = Es gibt keinen Plan, der jeden Benutzer abdeckt.
refusal-next-accept = Nehmen Sie in policy.toml einen Verlust hin, oder geben Sie den Benutzern zuvor etwas anderes; planen Sie dann erneut.
refusal-next-prices = Besorgen Sie eine Preisliste mit Markt, Währung und Segment des Kunden, oder berichtigen Sie diese in estate.json; planen Sie dann erneut.
refusal-next-limit = Bitten Sie den Hersteller um eine höhere Grenze, lassen Sie weniger Benutzer diese SKU brauchen, oder erlauben Sie andere (mode = "cheapest"); planen Sie dann erneut.
refusal-next-effort = Planen Sie erneut mit einem größeren --effort, oder wählen Sie einen näheren Horizont.
refusal-next-mend = Beheben Sie, was hier genannt ist; planen Sie dann erneut.
refusal-heading = Wer sich nicht abdecken lässt
refusal-note = Das Nächstliegende zuerst. Die Zeile darunter erlaubt die Kombination.
refusal-users = { $count ->
    [one] Ein Benutzer
   *[other] { $count } Benutzer
  }
refusal-nobody-sells = Dienstpläne, die niemand verkauft
refusal-nearest = Was am nächsten kommt
refusal-loses = Es ginge verloren:
refusal-line = Zeile für policy.toml:
refusal-no-set = Nichts Verkäufliches kommt in die Nähe.
name-subscription = { $channel } ({ $id }), { $sku }

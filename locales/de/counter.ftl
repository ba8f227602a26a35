# Warum ein Plan nicht nachgewiesen ist: das erste Gegenbeispiel in einfachen Worten.

counter-otherSchema = Das ist kein Plan nach dem Schema { $expected }: Er nennt { $found }.
counter-otherCustomer = Der Plan gehört einem anderen Kunden: { $found } statt { $expected }.
counter-otherDay = Der Plan beginnt am { $found }; der Bestand ist vom { $expected }.
counter-otherHorizon = Der Plan endet am { $found }; der Horizont des Falls ist der { $expected }.
counter-horizonTooEarly = Der Horizont { $horizon } liegt nicht nach dem { $asOf }, dem Stichtag des Bestands.
counter-otherPolicy = Der Plan entstand mit einer anderen Richtlinie: { $key } weicht ab.
counter-otherInputs = Der Plan entstand aus einer anderen Datei als { $file }.
counter-otherCurrency = Der Plan rechnet in { $found }; die Währung des Kunden ist { $expected }.
counter-unknownSku = { $user } hat { $sku }; diese SKU fehlt in der Produktdatei.
counter-duplicatePurchase = Zwei Käufe heißen { $purchase }.
counter-noSeats = Kauf { $purchase } kauft keine Plätze.
counter-offerNotSold = Kauf { $purchase }: Das Angebot { $offer } wird in { $country } nicht verkauft.
counter-wrongSku = Kauf { $purchase }: Das Angebot { $offer } stellt { $expected } bereit, nicht { $found }.
counter-neverBuy = Kauf { $purchase } kauft { $sku }; die Richtlinie verbietet das.
counter-termNotAllowed = Kauf { $purchase } hat eine Laufzeit von { $term }; die Richtlinie erlaubt sie nicht.
counter-startOutside = Kauf { $purchase } beginnt am { $start }, außerhalb der geplanten Zeit von { $asOf } bis { $horizon }.
counter-noPriceRow = Kauf { $purchase }: Die Preisliste hat am { $start } keinen Preis für { $offer } ({ $term }, { $billing } berechnet) für { $market }, { $currency }, { $segment }.
counter-wrongUnitPrice = Kauf { $purchase }: Am { $start } kostet ein Platz von { $offer } { $expected }, nicht { $found }.
counter-wrongTermEnd = Kauf { $purchase }: Eine Laufzeit von { $term } ab { $start } endet am { $expected }, nicht am { $found }.
counter-wrongCharge = Kauf { $purchase }: Die ganze Laufzeit kostet { $expected }, nicht { $found }.
counter-wrongChargeInHorizon = Kauf { $purchase }: Davon zählen { $expected } bis zum Horizont, nicht { $found }.
counter-wrongTotal = Die Käufe ergeben zusammen { $expected }; der Plan nennt { $found }.
counter-wrongCostExact = Die exakten Kosten sind { $expected }; der Plan nennt { $found }.
counter-wrongCommitted = Nach dem Horizont sind { $expected } geschuldet; der Plan nennt { $found }.
counter-wrongOverlap = Die Überlappung kann nicht { $found } von insgesamt { $total } kosten.
counter-wrongByMonth = Die Kosten nach Monaten gehen nicht auf ({ $month }): { $expected }; der Plan nennt { $found }.
counter-wrongRenewal = Kauf { $purchase } nennt sich Verlängerung von { $found }; er verlängert { $expected }.
counter-seatLimitExceeded = Am { $day } sind { $seats } gekaufte Plätze von { $sku } zugleich aktiv; ein Kunde darf { $limit } haben: { $over } zu viel.
counter-unknownOriginal = Der Plan beendet ein Abonnement, das im Bestand fehlt: { $subscription }.
counter-originalMissing = Der Plan vergisst ein Abonnement: { $subscription } mit { $seats ->
    [one] einem Platz
   *[other] { $seats } Plätzen
  } von { $sku }.
counter-originalTwice = Der Plan nennt ein Abonnement zweimal: { $subscription }.
counter-transferNotPossible = { $subscription } stammt aus dem Kanal { $channel } und lässt sich nicht übertragen.
counter-wrongAction = { $subscription }: „{ $action }“ passt nicht zu dem, was damit geschehen soll ({ $treatment }).
counter-wrongPlannedEnd = { $subscription }: Der Plan rechnet mit { $seats ->
    [one] einem Platz
   *[other] { $seats } Plätzen
  } von { $sku } bis { $found }; er darf es bis { $expected }.
counter-deadlineMissing = { $subscription }: Für „{ $action }“ fehlt die Frist.
counter-deadlineTooLate = { $subscription }: Die Frist { $deadline } liegt nach dem Ende am { $end }.
counter-changeOutside = Lizenzänderung { $change } am { $date } liegt außerhalb der geplanten Zeit von { $asOf } bis { $horizon }.
counter-emptyChange = Lizenzänderung { $change } am { $date } ändert nichts oder niemanden.
counter-unknownUser = Lizenzänderung { $change } am { $date } nennt einen Benutzer, der im Bestand fehlt: { $user }.
counter-duplicateChange = { $user } wird am { $day } zweimal geändert.
counter-notPlannedFor = { $user } wird am { $day } geändert, braucht aber nichts.
counter-unknownGroup = Lizenzänderung { $change } nennt eine Gruppe, die im Bestand fehlt: { $group }.
counter-groupIncomplete = Lizenzänderung { $change } am { $date } gilt der Gruppe { $group } mit { $members ->
    [one] einem Mitglied
   *[other] { $members } Mitgliedern
  }; { $user } fehlt.
counter-notInGroup = Lizenzänderung { $change } am { $date } gilt der Gruppe { $group } und nennt { $user }, der kein Mitglied ist.
counter-notTheGroups = Lizenzänderung { $change } nimmt der Gruppe { $group } { $sku }, was die Gruppe nicht zuweist.
counter-removesNotHeld = Am { $day } wird { $user } { $sku } genommen, ohne eine Lizenz davon zu haben.
counter-addsHeld = Am { $day } wird { $user } { $sku } zugewiesen, hat es aber schon genau so.
counter-addsTwice = Lizenzänderung { $change } am { $date } nennt { $sku } zweimal.
counter-planNotInSku = Lizenzänderung { $change } am { $date } schaltet { $plan } in { $sku } aus; der Dienstplan ist dort nicht enthalten.
counter-userUncovered = { $users ->
    [one] { $user } verliert am { $day } { $plans }
   *[other] { $users } Benutzer, darunter { $user }, verlieren am { $day } { $plans }
  }{ $has-until ->
    [yes] {" "}(bis { $until })
   *[no] {""}
  }. Lizenzen dann: { $held }{ $has-before ->
    [yes] ; zuvor: { $before }
   *[no] {""}
  }.
counter-exclusionConflict = { $users ->
    [one] { $user } hat
   *[other] { $users } Benutzer, darunter { $user }, haben
  } am { $day } zwei Dienstpläne eingeschaltet, die sich ausschließen ({ $group }): { $plan } aus { $sku } und { $otherPlan } aus { $otherSku }.
counter-setTooLarge = { $users ->
    [one] { $user } hat
   *[other] { $users } Benutzer, darunter { $user }, haben
  } am { $day } { $held }: mehr als { $most ->
    [one] eine SKU
   *[other] { $most } SKUs
  }.
counter-setNotSold = { $users ->
    [one] { $user } bekommt
   *[other] { $users } Benutzer, darunter { $user }, bekommen
  } am { $day } { $sku }, was nicht gekauft werden kann. Lizenzen dann: { $held }.
counter-setDropsSold = { $users ->
    [one] { $user } verliert
   *[other] { $users } Benutzer, darunter { $user }, verlieren
  } am { $day } { $sku }, obwohl es an jedem Tag zu kaufen ist (Gleiches durch Gleiches). Lizenzen dann: { $held }.
counter-setSuperfluous = { $users ->
    [one] { $user } bekommt
   *[other] { $users } Benutzer, darunter { $user }, bekommen
  } am { $day } { $sku }, was entbehrlich ist. Lizenzen dann: { $held }.
counter-switchedOn = { $users ->
    [one] { $user } hat
   *[other] { $users } Benutzer, darunter { $user }, haben
  } ab { $day } { $plan } in { $sku } eingeschaltet, ohne Bedarf: Vorher war es aus.
counter-seatsShort = Am { $day }{ $has-until ->
    [yes] {" "}(bis { $until })
   *[no] {""}
  } { $short ->
    [one] fehlt ein Platz von { $sku }
   *[other] fehlen { $short } Plätze von { $sku }
  }: { $held } Lizenzen, { $seats } Plätze. Ebenso viele Benutzer verlieren { $plans }; wer es ist, sagt der Hersteller nicht.{ $has-cause ->
    [yes] {" "}An diesem Tag endet: { $cause }.
   *[no] {""}
  }
counter-wrongCoverage = Am { $day } hat { $sku } { $held } Lizenzen und { $seats } Plätze; die Tabelle des Plans nennt { $foundHeld } und { $foundSeats }.
counter-wrongImpact = Was der Umzug für { $user } bedeutet, ist falsch angegeben: gewonnen { $gained }, verloren { $lost }, Änderungen { $changes }.
counter-wrongEquivalences = { $named ->
    [0] Der Plan verlässt sich darauf, dass { $satisfiedBy } den Dienstplan { $plan } ersetzt, ohne es zu nennen.
   *[other] Der Plan nennt { $satisfiedBy } als Ersatz für { $plan }; das stimmt nicht mit dem überein, worauf er sich verlässt.
  }
counter-duplicateStep = Zwei Schritte heißen { $step }.
counter-stepOrder = Schritt { $step } folgt auf { $after }; dieser steht nicht davor.
counter-purchaseStepMissing = Kein Schritt stellt Kauf { $purchase } ({ $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  } von { $sku }) bis { $start } bereit.
counter-swapStepMissing = Kein Schritt führt Lizenzänderung { $change } am { $date } aus.
counter-endStepMissing = { $subscription }: Kein Schritt erledigt „{ $action }“{ $has-deadline ->
    [yes] {" "}bis { $deadline }
   *[no] {""}
  }.
counter-swapBeforeSeats = Schritt { $step } ändert am { $day } Lizenzen, bevor { $seats ->
    [one] der neue Platz von { $sku } (Kauf { $purchase }) zu sehen ist
   *[other] die { $seats } neuen Plätze von { $sku } (Kauf { $purchase }) zu sehen sind
  }.
counter-endBeforeSeats = Schritt { $step } beendet { $subscription } am { $day }, bevor { $seats ->
    [one] der Platz von { $sku } (Kauf { $purchase }), der es ersetzt, zu sehen ist
   *[other] die { $seats } Plätze von { $sku } (Kauf { $purchase }), die es ersetzen, zu sehen sind
  }.
counter-endBeforeSwap = Schritt { $step } beendet { $subscription } am { $day }, bevor seine Lizenzen umgestellt sind (Änderung { $change }).
counter-endTooEarly = Schritt { $step } beendet { $subscription } am { $day }; der Plan rechnet bis { $plannedEnd } mit seinen Plätzen.
counter-rentNegative = Der Nachweis des Minimums enthält eine Miete unter null: { $rent } für { $sku } von { $from } bis { $to }.
counter-rentMisplaced = Der Nachweis des Minimums enthält eine Miete am falschen Ort: { $sku } von { $from } bis { $to }.
counter-rentWithoutLimit = Der Nachweis des Minimums bewertet ab { $from } eine Platzgrenze von { $sku }; es gibt keine.
counter-rentAbovePrice = Der Nachweis des Minimums schlägt fehl: Eine Laufzeit ({ $term }) von { $sku } vom { $start } bis { $end } wäre { $rent } wert und kostet { $cost }.
counter-wrongLowerBound = Die untere Schranke ist { $expected }; der Plan nennt { $found }.
counter-boundAboveCost = Die untere Schranke { $bound } liegt über den Kosten { $cost }.
counter-boundBelowCost = Der Plan nennt sich den günstigsten ({ $method }), aber seine Schranke { $bound } liegt unter seinen Kosten { $cost }.
counter-gapClosed = Der Plan nennt eine Lücke, aber seine Schranke { $bound } gleicht seinen Kosten { $cost }.
counter-tooLarge = Die Zahlen sind größer, als die exakte Rechnung fasst: { $what }.

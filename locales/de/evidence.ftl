# Belege eines Umzugs: ihr Bericht, die Punkte, die geprüft werden, und was nicht stimmt. Beträge, Tage und Zeiten kommen geschrieben an; Zeiten sind UTC.

evidence-title = Belege: Umzug von { $customer }
evidence-kind = Belege eines Umzugs
evidence-meta = { $domain } · { $from } bis { $to } · Umzug { $id }
evidence-footer = Erstellt von Nahtlos aus dem Archiv, in dem diese Seite liegt. Jede Zahl kommt von dort. Alle Zeiten sind UTC.
evidence-verdict-completed = Der Umzug ist abgeschlossen, und niemand war ohne einen Dienst.
evidence-verdict-abandoned = Der Umzug wurde aufgegeben. Was bis dahin geschah, steht unten.
evidence-verdict-unfinished = Der Umzug ist nicht fertig: { $state }.
evidence-verdict-fault = Etwas an diesen Belegen stimmt nicht.
evidence-holds = Alles, was sich von innen prüfen lässt, wurde geprüft und stimmt: siehe „Was geprüft wurde“.
evidence-said-begun = { $by } begann den Umzug am { $day }.
evidence-said-approved = { $by } sagte am { $day } Ja zu einem Plan über { $total }.
evidence-said-covered = { $users ->
    [one] Der eine Benutzer, der etwas braucht, war versorgt
   *[other] Alle { $users } Benutzer, die etwas brauchen, waren versorgt
  }, als zuletzt gemessen wurde, am { $day }.
evidence-figure-covered = Benutzer versorgt
evidence-figure-checkpoints = { $count ->
    [one] einmal gemessen
   *[other] { $count }-mal gemessen
  }
evidence-figure-changed = Benutzer umgestellt
evidence-figure-changed-note = bekamen andere Lizenzen
evidence-figure-planned = Geplant bis jetzt
evidence-figure-planned-note = volle Laufzeiten; im Zeitraum des Plans { $planned }
evidence-figure-charged = Bisher berechnet
evidence-figure-difference = Abweichung { $difference }
evidence-figure-elsewhere = führt der andere Dienst

evidence-story-heading = Was geschah
evidence-story-note = Wer fragte, wer annahm, wer Ja sagte, und jeder Schritt, als seine Wirkung zu sehen war.
evidence-story-toc = Was geschah
evidence-story-elsewhere = Der Umzug wurde bei einem anderen Dienst ausgeführt. Wer dort annahm und wann, hält dieser Dienst fest: Hier steht, wann es zuerst zu sehen war.
evidence-otherwise-heading = Was anders kam
evidence-otherwise-note = Halte, Ablehnungen, Antworten, die nie kamen, und was zurückgenommen wurde.
evidence-otherwise-toc = Was anders kam
evidence-otherwise-nothing = Nichts: Jeder Schritt lief wie geplant, beim ersten Versuch.
evidence-time-heading = Versorgung bis zum Ende
evidence-time-note = Plätze und Lizenzen, wie sie geplant waren, Pool für Pool, und jedes Mal, als das wirklich Vorhandene angesehen und nachgewiesen wurde.
evidence-time-toc = Versorgung
evidence-time-nothing = Die Versorgung wurde noch nicht gemessen.
evidence-time-table = { $count ->
    [one] Die eine Messung
   *[other] Alle { $count } Messungen
  }
evidence-users-heading = Umgestellte Benutzer
evidence-users-note = Wessen Lizenzen geändert wurden, von was zu was.
evidence-users-toc = Benutzer
evidence-users-nothing = Niemandes Lizenz wurde geändert.
evidence-money-heading = Geplant und berechnet
evidence-money-note = Was der Plan sagte, und die Zeilen des Hauptbuchs für das Gekaufte, Zeile für Zeile.
evidence-money-toc = Geld
evidence-money-nothing = Es gibt noch keinen Plan; also wurde nichts geplant oder berechnet.
evidence-tasks-heading = Aufgaben von Menschen
evidence-tasks-note = Was nur ein Mensch tun konnte, wer gebeten wurde, und was er dazu sagte.
evidence-tasks-toc = Aufgaben
evidence-tasks-nothing = Niemand musste etwas von Hand tun.
evidence-points-heading = Was geprüft wurde
evidence-points-note = Punkt für Punkt, in dieser Reihenfolge. Jeder kann es wiederholen, ohne die Zentrale.
evidence-points-toc = Prüfungen
evidence-steps-heading = Jeder Schritt
evidence-steps-note = Wann jeder begann und endete, und alles, was dafür versucht wurde.
evidence-steps-toc = Schritte
evidence-steps-nothing = Niemand hat Ja zu einem Plan gesagt; also wurde kein Schritt begonnen.
evidence-record-heading = Wo es zu finden ist
evidence-record-note = Die Kennungen und Prüfsummen, unter denen alles wiederzufinden ist.
evidence-record-toc = Nachweis

evidence-story-begun = { $by } begann den Umzug mit dem, was der Kunde hat.
evidence-story-planned = { $version ->
    [1] Ein Plan wurde gemacht und nachgewiesen: { $total }.
   *[other] Plan { $version } wurde gemacht und nachgewiesen: { $total }.
  }
evidence-story-offered = { $by } zeigte den Plan dem Kunden.
evidence-story-withdrawn = { $by } nahm den Plan oder das Ja zurück.
evidence-story-approved = { $by } sagte Ja zu Plan { $version }: { $total }.
evidence-story-adopted = Ein Plan aus der Gegenwart, Plan { $version }, wurde in den Grenzen des Ja übernommen: { $total }.
evidence-story-not-planned = Aus der Gegenwart ließ sich kein Plan machen.
evidence-story-limits = Ein späterer Plan darf ohne neues Ja bis zu { $more } mehr kosten, { $days ->
    [one] einen Tag
   *[other] { $days } Tage
  } später kommen und { $users ->
    [one] einen Benutzer
   *[other] { $users } Benutzer
  } anders umstellen.
evidence-story-asked = Aufgabe { $task } für { $party }{ $has-deadline ->
    [yes] , bis { $deadline }
   *[no] {""}
  }:
evidence-story-confirmed = { $by } bestätigte Aufgabe { $task }.
evidence-story-halted = Der Umzug blieb stehen.
evidence-story-resumed = { $by } ließ den Umzug weitergehen.
evidence-story-completed = Alles war getan und nachgewiesen: Der Umzug ist abgeschlossen.
evidence-story-abandoned = { $by } gab den Umzug auf.

evidence-accepted-relationship = { $has-by ->
    [yes] { $by }
   *[no] Die Administration des Kunden
  } nahm die Vertriebspartnerschaft an.
evidence-accepted-agreement = { $has-by ->
    [yes] { $by }
   *[no] Der Kunde
  } nahm den Kundenvertrag an.
evidence-accepted-rights = { $has-by ->
    [yes] { $by }
   *[no] Die Administration des Kunden
  } gewährte Rechte im Verzeichnis{ $has-until ->
    [yes] {" "}bis { $until }
   *[no] {""}
  }.

# Was zu sehen war, als ein Schritt getan war; Schlüssel: evidence-done- und die Art des Schritts.
evidence-done-requestRelationship = Der Kunde wurde um eine Vertriebspartnerschaft gebeten.
evidence-done-awaitAcceptance = Die Partnerschaft war zu sehen: Der Kunde hatte angenommen.
evidence-done-confirmAgreement = Der bestätigte Kundenvertrag war zu sehen.
evidence-done-requestDelegatedAdmin = Die Rechte, die der Umzug braucht, waren zu sehen.
evidence-done-purchase = { $seats ->
    [one] Ein Platz { $sku } wurde gekauft
   *[other] { $seats } Plätze { $sku } wurden gekauft
  }{ $has-purchase ->
    [yes] {" "}({ $purchase }), { $term }, Abrechnung { $billing }
   *[no] {""}
  }.
evidence-done-scheduleChange = { $sku }{ $has-purchase ->
    [yes] {" "}({ $purchase })
   *[no] {""}
  } wurde so eingestellt, dass es wie geplant weitergeht.
evidence-done-awaitSeats = Die neuen Plätze waren beim Kunden zu sehen{ $has-sku ->
    [yes] : { $sku }
   *[no] {""}
  }.
evidence-done-swapLicenses = { $has-users ->
    [yes] { $users ->
        [one] Die Lizenzen eines Benutzers wurden geändert: { $swaps }.
       *[other] Die Lizenzen von { $users } Benutzern wurden geändert: { $swaps }.
      }
   *[no] Lizenzen wurden wie geplant geändert.
  }
evidence-done-verifyCover = Die Versorgung aller Benutzer wurde nachgewiesen, bevor die alten Plätze enden{ $has-sku ->
    [yes] {" "}({ $sku })
   *[no] {""}
  }.
evidence-done-turnOffAutoRenew = { $channel } { $subscription }: Die Verlängerung war ausgeschaltet ({ $sku }).
evidence-done-cancelAtTermEnd = { $channel } { $subscription }: „Kündigen zum Laufzeitende“ war gewählt ({ $sku }).
evidence-done-cancelNow = { $channel } { $subscription } war gekündigt ({ $sku }).
evidence-done-suspendLegacy = { $channel } { $subscription } war angehalten ({ $sku }).
evidence-done-transfer = { $channel } { $subscription } war übertragen ({ $sku }).
evidence-done-personTask = Was nur ein Mensch tun konnte, war getan{ $has-subscription ->
    [yes] : { $channel } { $subscription }, { $sku }
   *[no] {""}
  }.
evidence-done-watchEnd = { $has-subscription ->
    [yes] { $channel } { $subscription } endete ({ $sku }), und niemand verlor einen Dienst.
   *[no] Ein Original endete, und niemand verlor einen Dienst.
  }
evidence-done-finalProof = Nach dem letzten Ende wurde die Versorgung noch einmal nachgewiesen.
evidence-done-endOldRelationship = Die Partnerschaft und die Rechte des alten Partners wurden beendet.
evidence-skipped = Nicht nötig: { $step }.

evidence-answer-interrupted = { $step }: Das Programm endete, bevor eine Antwort kam; es wurde nachgesehen, was geschehen war.
evidence-answer-unknown = { $step }: Es kam keine Antwort; es wurde nachgesehen, was geschehen war.
evidence-answer-unsent = { $step }: Es konnte nicht gesendet werden und wurde noch einmal versucht.
evidence-answer-later = { $step }: Es sollte später noch einmal versucht werden.
evidence-answer-refused = { $step }: Es wurde abgelehnt.
evidence-answer-users = { $step }: bei diesem Versuch nicht gelungen für { $users ->
    [one] einen Benutzer
   *[other] { $users } Benutzer
  } ({ $names }).

evidence-legend-measured = gemessen und nachgewiesen
evidence-pool-facts = { $times ->
    [one] einmal gemessen
   *[other] { $times }-mal gemessen
  }, nie weniger als { $free ->
    [one] ein Platz
   *[other] { $free } Plätze
  } frei
evidence-pool-never = nicht gemessen
evidence-pool-now = { $sku }: { $held } von { $seats } Plätzen in Gebrauch
evidence-bar = Alle versorgt
evidence-bar-whole = von der ersten Messung bis zur letzten
evidence-bar-broken = nicht bei jeder Messung: Der Umzug blieb stehen, bevor etwas getan wurde
evidence-party-partner = den Partner
evidence-party-customer = die Administration des Kunden
evidence-party-otherPartner = den anderen Partner, über den Kunden

evidence-money-planned = Der Plan kostet in seinem Zeitraum
evidence-money-whole = Seine Käufe kosten über ihre ganzen Laufzeiten
evidence-money-so-far = Davon bis jetzt fällig, wie der Plan rechnete
evidence-money-expected = Dasselbe zum Partnerpreis desselben Katalogs
evidence-money-charged = Bis jetzt berechnet
evidence-money-difference = Berechnet weniger erwartet
evidence-money-list = Der Plan rechnete mit Listenpreisen; das Hauptbuch berechnet, was der Partner zahlt. Beide stehen in dem Katalog, mit dem der Plan gemacht wurde; darum wird jede Zeile am Partnerpreis gemessen.
evidence-money-total = Bis jetzt
evidence-money-elsewhere = Der Umzug wurde bei einem anderen Dienst ausgeführt. Er führt das Hauptbuch dessen, was er berechnet; dessen Zeilen sind nicht hier. Wo er nach einer Bestellung sagte, was sie kostet, steht das neben dem, was der Plan sagte, wie es gesagt wurde.
evidence-money-untold = Der Dienst sagte von keiner Bestellung, was sie kostet.
evidence-money-not-bought = noch nicht gekauft
evidence-money-to-come = gekauft; die Laufzeit hat noch nicht begonnen
evidence-money-of = Abonnement { $subscription }
evidence-money-of-order = Abonnement { $subscription }, Bestellung { $order }
evidence-money-term = ganze Laufzeit
evidence-charge-new = Kauf
evidence-charge-renew = Verlängerung
evidence-charge-cycleFee = weiterer Zeitraum
evidence-charge-addQuantity = Plätze dazu
evidence-charge-removeQuantity = Plätze zurück
evidence-charge-cancelImmediate = gekündigt
evidence-charge-convert = geändert
evidence-charge-suspend = angehalten
evidence-charge-reactivate = wieder aufgenommen
evidence-charge-extendedTerm = verlängerte Laufzeit
evidence-charge-transfer = übertragen

evidence-task-done = { $by }, { $time }
evidence-task-closed = ohne Antwort gesehen
evidence-task-open = offen
evidence-attempts = Versuche
evidence-attempts-count = { $count ->
    [one] Der eine Versuch mit Schlüssel und Antwort
   *[other] Alle { $count } Versuche mit Schlüsseln und Antworten
  }
evidence-deed-invite = um die Partnerschaft bitten
evidence-deed-confirmAgreement = den Vertrag bestätigen
evidence-deed-requestRights = um Rechte bitten
evidence-deed-assignRights = Rechte einer Gruppe geben
evidence-deed-order = Plätze bestellen
evidence-deed-setEnd = einstellen, was am Ende geschieht
evidence-deed-cancel = kündigen
evidence-deed-suspend = anhalten
evidence-deed-swap = Lizenzen ändern
evidence-deed-requestTransfer = um die Übertragung bitten
evidence-deed-acceptTransfer = die Übertragung annehmen
evidence-outcome-done = getan
evidence-outcome-users = für einige getan
evidence-outcome-refused = abgelehnt
evidence-outcome-later = später zu versuchen
evidence-outcome-unsent = nicht gesendet
evidence-outcome-unknown = unbekannt, nachgesehen
evidence-outcome-interrupted = unterbrochen, nachgesehen
evidence-outcome-open = noch ohne Antwort
evidence-record-move = Umzug
evidence-record-partner = Partner
evidence-record-customer = Mandant des Kunden
evidence-record-account = Ausgeführt bei
evidence-record-entries = Einträge des Protokolls
evidence-record-head = Prüfsumme des letzten Eintrags
evidence-record-estate = SHA-256 von Bestand { $number }
evidence-record-plan = SHA-256 von Plan { $number }
evidence-record-key = Unterschrieben vom Schlüssel mit dem Fingerabdruck

evidence-col-when = Wann
evidence-col-before = Vor
evidence-col-covered = Versorgt
evidence-col-pools = Pools, wie sie waren
evidence-col-tightest = Am wenigsten frei von da an
evidence-col-what = Was
evidence-col-period = Zeitraum
evidence-col-planned = Geplant
evidence-col-expected = Erwartet
evidence-col-charged = Berechnet
evidence-col-difference = Abweichung
evidence-col-ordered = Bestellt
evidence-col-told = Preis, wie der Dienst sagte
evidence-col-change = Änderung
evidence-col-batches = Stapel
evidence-col-who = Wer
evidence-col-task = Aufgabe
evidence-col-party = Gebeten
evidence-col-asked = Seit
evidence-col-answer = Antwort
evidence-col-step = Schritt
evidence-col-due = Fällig
evidence-col-begun = Begonnen
evidence-col-done = Getan
evidence-col-status = Stand
evidence-col-proofs = Nachweise
evidence-col-attempts = Versuche
evidence-col-number = Nr.
evidence-col-deed = Tat
evidence-col-outcome = Antwort
evidence-col-key = Schlüssel

# Punkte, die geprüft werden, in ihrer Reihenfolge; dann, worum es bei jedem geht.
evidence-point-form = Form.
evidence-point-members = Teile.
evidence-point-signature = Unterschrift.
evidence-point-journal = Protokoll.
evidence-point-parts = Ein Umzug.
evidence-point-plans = Das Ja.
evidence-point-proof = Nachweis.
evidence-point-steps = Schritte.
evidence-point-cover = Versorgung.
evidence-point-tasks = Aufgaben.
evidence-point-money = Geld.
evidence-point-state = Stand.
evidence-point-tables = Tabellen.
evidence-about-form = Die Datei ist aufs Byte die, die aus ihren Teilen geschrieben wird.
evidence-about-members = Jeder Teil steht mit Größe und SHA-256 in der Liste, und kein anderer ist da.
evidence-about-signature = Die Unterschrift der Zentrale gilt genau dieser Liste.
evidence-about-journal = Jeder Eintrag trägt die Prüfsumme des vorigen, bis zu dem, den der Umzug als letzten nennt.
evidence-about-parts = Alles gehört zu diesem Umzug, und er begann mit diesem Bestand.
evidence-about-plans = Jeder Plan ist der, der gemacht wurde, und wer Ja sagte, sagte es zu einem von ihnen, bei seiner SHA-256.
evidence-about-proof = Jeder Plan wurde aus Bestand und Katalog neu nachgewiesen: Versorgung zu jedem Zeitpunkt, Preise, Summe.
evidence-about-steps = Kein Schritt ist getan, der nicht gesehen wurde; nichts Endgültiges geschah ohne Nachweis der Gegenwart; nichts geschah zweimal.
evidence-about-cover = Bei jeder Messung waren alle versorgt, und kein Pool wurde knapp.
evidence-about-tasks = Jede Aufgabe wurde gestellt und bestätigt, wie sie sagt.
evidence-about-money = Jede Zeile des Hauptbuchs ist ihr Preis mal Plätze und Tage, gilt etwas Gekauftem, und nichts Gekauftes ist ohne eine.
evidence-about-money-elsewhere = Das Hauptbuch dessen, was er berechnet, führt der andere Dienst: Hier ist keine Zeile anzusehen.
evidence-about-state = Der Umzug und seine Schritte stehen, wie das Protokoll sagt.
evidence-about-tables = Die Tabellen sagen, was Protokoll und Hauptbuch sagen.
evidence-point-found = { $count ->
    [0] stimmt; es gab nichts anzusehen
    [one] stimmt; eines angesehen
   *[other] stimmt; { $count } angesehen
  }
evidence-point-later = prüft, wer das Archiv öffnet
evidence-point-not-reached = nicht geprüft, wegen des Obigen
evidence-how = Um all das zu wiederholen: nahtlos evidence verify ARCHIV.zip --key { $key } – das braucht weder die Zentrale noch ein Netz. Fragen Sie die Zentrale selbst nach diesem Fingerabdruck (nahtlos evidence key), und nicht den, der Ihnen die Datei gab.

evidence-fault-notAnArchive = Die Datei ist kein Archiv von Belegen.
evidence-fault-notCanonical = Die Datei ist nicht geschrieben, wie ein Archiv sein muss: Byte { $offset } ist ein anderes, fehlt oder ist zu viel.
evidence-fault-memberTwice = Der Teil { $member } ist zweimal da.
evidence-fault-memberMissing = Der Teil { $member } fehlt.
evidence-fault-memberAdded = Der Teil { $member } steht nicht in der Liste: Jemand hat ihn hineingelegt.
evidence-fault-memberChanged = Der Teil { $member } wurde geändert: Er ist nicht der aus der Liste.
evidence-fault-memberUnread = Der Teil { $member } lässt sich nicht lesen: { $why }.
evidence-fault-signatureWrong = Die Unterschrift passt nicht: { $why }. Jemand hat die Liste geändert, oder sie wurde nie unterschrieben.
evidence-fault-otherKey = Ein anderer Schlüssel als der erwartete hat unterschrieben: { $found } statt { $expected }.
evidence-fault-chainBroken = Die Kette des Protokolls bricht bei Eintrag { $entry }: Etwas davor oder darin wurde geändert, ausgelassen, eingefügt oder verschoben.
evidence-fault-journalCut = Das Protokoll hat { $found ->
    [one] einen Eintrag
   *[other] { $found } Einträge
  }; der Umzug sagt { $expected }.
evidence-fault-otherHead = Das Protokoll endet mit Eintrag { $entry } in einer anderen Prüfsumme, als der Umzug nennt.
evidence-fault-otherMove = Der Teil { $member } gehört zu einem anderen Umzug: { $found } statt { $expected }.
evidence-fault-estateOther = Der Bestand ist nicht der, den Eintrag { $entry } des Protokolls nennt.
evidence-fault-planOther = Plan { $plan } ist nicht der, der gemacht wurde (Eintrag { $entry }).
evidence-fault-approvedOther = Eintrag { $entry }: { $by } sagte Ja zu einem Plan, der nicht hier ist.
evidence-fault-inputOther = Plan { $plan } wurde mit einer anderen { $file } gemacht als der hier.
evidence-fault-planRefuted = Plan { $plan } hält nicht, wenn er neu nachgewiesen wird.
evidence-fault-stepUnseen = Schritt { $step } ist in Eintrag { $entry } getan, und niemand hatte gesehen, wozu er da ist.
evidence-fault-unproved = In Eintrag { $entry } geschah für Schritt { $step } etwas, das sich nicht zurücknehmen lässt, ohne Nachweis der Gegenwart.
evidence-fault-strayAnswer = Eintrag { $entry } ist eine Antwort auf nichts, was versucht wurde.
evidence-fault-doneTwice = Mit Eintrag { $entry } geschah dasselbe zweimal, unter dem Schlüssel { $key }.
evidence-fault-seatsShort = Eintrag { $entry } sagt, die Versorgung sei nachgewiesen, bei { $held } Lizenzen auf { $seats } Plätzen { $sku }.
evidence-fault-proofUnseen = Der Nachweis in Eintrag { $entry } beruht auf etwas, das niemand gesehen hatte.
evidence-fault-taskOther = Aufgabe { $task } ist nicht so, wie sie gestellt oder bestätigt wurde.
evidence-fault-lineWrong = Zeile { $line } des Hauptbuchs ist nicht ihr Preis mal Plätze und Tage, oder sie steht nicht an ihrem Ort.
evidence-fault-lineStray = Zeile { $line } des Hauptbuchs gilt nichts, was der Umzug kaufte.
evidence-fault-neverCharged = { $purchase } wurde gekauft, und das Hauptbuch hat keine Zeile dafür.
evidence-fault-stateOther = Der Umzug ist { $found }; sein Protokoll sagt { $expected }.
evidence-fault-stepOther = Schritt { $step } steht anders, als das Protokoll sagt.
evidence-fault-tableOther = Die Tabelle { $member } sagt nicht, was Protokoll und Hauptbuch sagen.

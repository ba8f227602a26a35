# Sätze zu den Codes eines Plans: Gründe, Warnungen, Ablehnungen, Gegenbeispiele.
# Jeder Code aus crates/model/src/notice.rs hat hier seinen Text; ein Wert, der fehlen darf, wird mit has-NAME erfragt.

reason-seatsFallDue = { $seats ->
    [one] Ein Platz von { $sku } wird ab { $day } gebraucht, weil bisherige Abonnements enden
   *[other] { $seats } Plätze von { $sku } werden ab { $day } gebraucht, weil bisherige Abonnements enden
  }{ $has-subjects ->
    [yes] : { $subjects }
   *[no] {""}
  }.
reason-beforePriceRise = Gekauft{ $has-days ->
    [yes] {" "}{ $days ->
        [one] einen Tag
       *[other] { $days } Tage
      }
   *[no] {""}
  }, bevor es am { $needed } gebraucht wird, weil der Preis nach dem { $lastDay } steigt{ $has-saving ->
    [yes] ; das spart { $saving }
   *[no] {""}
  }.
reason-renewal = { $seats ->
    [one] Setzt einen Platz der Laufzeit fort, die am { $day } endet
   *[other] Setzt { $seats } Plätze der Laufzeit fort, die am { $day } endet
  }{ $has-purchase ->
    [yes] {" "}({ $purchase })
   *[no] {""}
  }.
reason-shortOnFirstDay = { $seats ->
    [one] Ein Platz fehlte schon am { $day }: Es sind mehr Lizenzen zugewiesen, als es Plätze gibt.
   *[other] { $seats } Plätze fehlten schon am { $day }: Es sind mehr Lizenzen zugewiesen, als es Plätze gibt.
  }
reason-usersChange = { $seats ->
    [one] Ein Benutzer wechselt am { $day }{ $has-from ->
        [yes] {" "}von { $from }
       *[no] {""}
      } zu dieser SKU.
   *[other] { $seats } Benutzer wechseln am { $day }{ $has-from ->
        [yes] {" "}von { $from }
       *[no] {""}
      } zu dieser SKU.
  }
reason-coTerm = Endet zusammen mit den anderen Laufzeiten am { $day }.
reason-endsByItself = Läuft{ $has-end ->
    [yes] {" "}am { $end }
   *[no] {""}
  } von selbst ab: Die automatische Verlängerung ist aus.
reason-renewsOtherwise = Verlängert sich{ $has-end ->
    [yes] {" "}am { $end }
   *[no] {""}
  }, wenn niemand die automatische Verlängerung ausschaltet.
reason-renewalUnknown = Unbekannt ist, ob es sich{ $has-end ->
    [yes] {" "}am { $end }
   *[no] {""}
  } verlängert; der Plan rechnet damit.
reason-extendsOtherwise = Geht{ $has-end ->
    [yes] {" "}nach dem { $end }
   *[no] {""}
  } als bezahlte verlängerte Dienstlaufzeit weiter, wenn nicht „Kündigung zum Laufzeitende“ gewählt ist.
reason-leftEarly = Wird bis zum { $leaveBy } verlassen{ $has-end ->
    [yes] , vor seinem Ende am { $end }
   *[no] {""}
  }, wie die Richtlinie es verlangt.
reason-suspendStopsBilling = Ein Abonnement der alten Generation wird nicht mehr berechnet, sobald es{ $has-day ->
    [yes] {" "}am { $day }
   *[no] {""}
  } angehalten ist.
reason-billingMoves = Die Abrechnung geht auf diesen Partner über; das Abonnement läuft{ $has-end ->
    [yes] {" "}bis { $end }
   *[no] {""}
  } weiter.
reason-notRenewed = Wird nicht verlängert: Nach dem { $end } braucht es im Plan niemand.
reason-goesOn = Läuft weiter: schon bei diesem Partner gekauft.
reason-staysWhereItIs = Bleibt, wo es ist{ $has-end ->
    [yes] , bis { $end }
   *[no] {""}
  }.
reason-withoutEnd = Hat kein Ende, und die Richtlinie nennt keinen Tag des Verlassens: Es bleibt.
reason-suppliesNothing = Liefert keine Plätze: Der Status ist { $status }.
reason-seatsNeeded = { $seats ->
    [one] Ein Platz von { $sku } wird ab { $day } gebraucht.
   *[other] { $seats } Plätze von { $sku } werden ab { $day } gebraucht.
  }
reason-neverNeeded = An keinem Tag dieser Laufzeit werden ihre Plätze gebraucht.
reason-beforeSaleEnds = Gekauft { $days ->
    [one] einen Tag
   *[other] { $days } Tage
  }, bevor es am { $needed } gebraucht wird, weil es nach dem { $lastDay } nicht mehr zu kaufen ist.
reason-boughtEarly = Gekauft { $days ->
    [one] einen Tag
   *[other] { $days } Tage
  }, bevor es am { $needed } gebraucht wird{ $has-more ->
    [yes] : Warten würde { $more } mehr kosten
   *[no] {""}
  }.
reason-laterShort = Einen Tag später { $short ->
    [one] fehlt ein Platz von { $sku } am { $day }
   *[other] fehlen { $short } Plätze von { $sku } am { $day }
  }.
reason-earlierCosts = Einen Tag früher, am { $day }, kostet es { $more } mehr.
reason-earlierSame = Einen Tag früher, am { $day }, kostet es gleich viel.
reason-notSoldEarlier = Einen Tag früher, am { $day }, ist diese Laufzeit nicht zu kaufen.
reason-otherTerm = Mit einer Laufzeit von { $term } kosten dieselben Plätze { $more } mehr.
reason-countedUntil = Seine Plätze zählen bis { $day }, { $days ->
    [one] einen Tag
   *[other] { $days } Tage
  } vor dem { $last }: der Vorlauf, in dem Alt und Neu sich überlappen.
reason-earlierShort = Einen Tag früher { $short ->
    [one] fehlt ein Platz von { $sku } am { $day }
   *[other] fehlen { $short } Plätze von { $sku } am { $day }
  }.
reason-spareAtEnd = An seinem letzten Tag, dem { $day }, kämen die Benutzer ohne seine Plätze aus.
reason-longerSaves = Zählte es einen Tag länger, so wären { $saved } gespart.
reason-deadlineBefore = Der letzte Tag dafür ist der { $deadline }, { $days ->
    [0] der Tag seines Endes
    [one] einen Tag vor seinem Ende am { $end }
   *[other] { $days } Tage vor seinem Ende am { $end }
  }.
reason-renewsIfLate = Nach dem { $deadline } verlängert es sich am { $end }{ $has-term ->
    [yes] {" "}um { $term }
   *[no] {""}
  } und ist zu bezahlen.
reason-extendsIfLate = Nach dem { $deadline } geht es über den { $end } hinaus als verlängerte Dienstlaufzeit weiter, monatlich bezahlt{ $has-percent ->
    [yes] {" "}und mindestens { $percent } Prozent über dem Monatspreis
   *[no] {""}
  }.
reason-billedIfLate = Nach dem { $deadline } wird es weiter berechnet, bis es erledigt ist.
reason-staysIfLate = Ist die Übertragung bis zum { $deadline } nicht angenommen, bleibt das Abonnement, wo es ist.
reason-changesLicenses = { $users ->
    [one] Ein Benutzer wechselt am { $day } die Lizenzen
   *[other] { $users } Benutzer wechseln am { $day } die Lizenzen
  }{ $has-remove ->
    [yes] , weg von { $remove }
   *[no] {""}
  }{ $has-add ->
    [yes] , hin zu { $add }
   *[no] {""}
  }.
reason-seatsRunOut = Die Plätze von { $sku } gehen aus: Ohne den Wechsel { $short ->
    [one] fehlt einer am { $day }
   *[other] fehlen { $short } am { $day }
  }.
reason-endOfSale = { $sku } ist nicht an jedem Tag des Plans zu kaufen.
reason-noLongerNeeded = { $sku } wird neben dem, was dann gehalten wird, nicht mehr gebraucht.
reason-newSeats = { $seats ->
    [one] Ein neuer Platz von { $sku } kommt
   *[other] { $seats } neue Plätze von { $sku } kommen
  } mit { $purchases }.
reason-switchedOff = In { $sku } ausgeschaltet: { $plans }.
reason-wholeGroup = Es ist ein einziger Wechsel der Gruppe { $group }, für { $users ->
    [one] ihr einziges Mitglied
   *[other] alle { $users } Mitglieder
  }.
reason-licensesStay = Die heutigen Lizenzen bleiben durchweg.
reason-needsNothing = Braucht keinen Dienstplan; der Plan hält dafür keinen Platz.
reason-gainsPlans = Gewinnt { $plans }.
reason-losesPlans = Verliert { $plans }: hingenommen oder durch andere erfüllt.
reason-stepDue = Fällig am { $due }{ $has-after ->
    [yes] , nach { $after }
   *[no] {""}
  }.

warning-renewalUnknown = Unbekannt ist, ob sich dieses Abonnement{ $has-end ->
    [yes] {" "}am { $end }
   *[no] {""}
  } verlängert. Die Fristen rechnen damit; bitte klären Sie es.
warning-endlessOriginal = Dieses Abonnement hat kein Ende, und die Richtlinie nennt keinen Tag des Verlassens (leaveBy); es bleibt bis zum Horizont.
warning-originalInactive = { $seats ->
    [one] Dieses Abonnement liefert nichts: Sein einziger Platz ist { $status }.
   *[other] Dieses Abonnement liefert nichts: Seine { $seats } Plätze sind { $status }.
  }
warning-trialOrFree = { $seats ->
    [one] Ein Platz eines Abonnements ({ $kind }) zählt
   *[other] { $seats } Plätze eines Abonnements ({ $kind }) zählen
  }{ $has-end ->
    [yes] {" "}bis { $end }
   *[no] {""}
  } als Abdeckung.
warning-overAssigned = Am ersten Tag gibt es mehr Lizenzen als Plätze von { $sku }: { $held } zugewiesen, { $seats } vorhanden. Käufe gleichen das aus.
warning-zeroOverlap = Benutzer wechseln am { $day } von einer SKU zur anderen, genau an dem Tag, an dem Plätze enden und beginnen: Es gibt keine Überlappung.
warning-severalPrices = Am { $day } gelten mehrere Preise für { $offer }. Der niedrigste zählt: { $lowest } statt { $others }.
warning-tierIgnored = { $rows ->
    [one] Ein Preis von { $offer } für eine höhere Preisstufe bleibt außer Betracht.
   *[other] { $rows } Preise von { $offer } für höhere Preisstufen bleiben außer Betracht.
  }
warning-belowMinimum = { $seats ->
    [one] Ein Platz von { $offer } liegt unter der Mindestmenge von { $minimum }.
   *[other] { $seats } Plätze von { $offer } liegen unter der Mindestmenge von { $minimum }.
  }
warning-prerequisites = { $offer } hat Voraussetzungen, die der Plan nicht prüft: { $prerequisites }.
warning-groupSplit = { $changing } von { $members } Mitgliedern der Gruppe { $group } wechseln am { $day }, die übrigen nicht. Die ganze Gruppe an einem Tag umzustellen würde höchstens { $extra } mehr kosten.
warning-deadlinePassed = Der letzte Tag für „{ $action }“ war der { $deadline }, also nicht nach dem Beginn des Plans. Holen Sie es sofort nach und prüfen Sie das Ergebnis.
warning-equivalenceUsed = Der Plan verlässt sich darauf, dass { $satisfiedBy } den Dienstplan { $plan } ersetzt, für { $users ->
    [one] einen Benutzer
   *[other] { $users } Benutzer
  }. Bitte bestätigen Sie, dass der Unterschied nicht gebraucht wird.
warning-noUsageLocation = { $users ->
    [one] Ein Benutzer hat keinen Verwendungsstandort. Ihm
   *[other] { $users } Benutzer haben keinen Verwendungsstandort. Ihnen
  } kann keine Lizenz zugewiesen werden, bis er gesetzt ist.
warning-noLongerSold = { $sku } wird nicht mehr verkauft; { $users ->
    [one] ein Benutzer hat
   *[other] { $users } Benutzer haben
  } eine Lizenz davon.
warning-gap = Nicht als günstigster Plan nachgewiesen: { $cost } geplant, mindestens { $bound } nötig, { $gap } dazwischen. Ein größeres --effort kann die Lücke schließen.
warning-endsAtOnce = „Kündigung zum Laufzeitende“ beendet den Dienst{ $has-end ->
    [yes] {" "}am { $end }
   *[no] {""}
  } sofort, ohne jede Nachfrist.
warning-ruleUncertain = Die Seiten des Herstellers widersprechen sich bei „{ $rule }“ ({ $channel }). Der Plan nimmt die sicherere Lesart.
warning-onlyOtherPartner = Nur { $has-owner ->
    [yes] { $owner }
   *[no] der andere Partner
  } kann dieses Abonnement beenden. Bitten Sie schriftlich darum{ $has-deadline ->
    [yes] , vor dem { $deadline }
   *[no] {""}
  }.
warning-transferMayBeRefused = Der andere Partner muss der Übertragung zustimmen; eine unbeantwortete Anfrage verfällt nach { $days ->
    [one] einem Tag
   *[other] { $days } Tagen
  }.
warning-atSeatLimit = Die gekauften Plätze von { $sku } erreichen am { $day } die Höchstzahl, die ein Kunde haben darf ({ $limit }).

refusal-nothingCovers = { $users ->
    [one] Ein Benutzer lässt sich nicht abdecken: Keine verkäufliche Lizenzkombination enthält alles, was er braucht.
   *[other] { $users } Benutzer lassen sich nicht abdecken: Keine verkäufliche Lizenzkombination enthält alles, was sie brauchen.
  }
refusal-noSeatsLeft = Am { $day } gehen die Plätze von { $sku } aus: { $short ->
    [one] Ein Platz fehlt und lässt
   *[other] { $short } Plätze fehlen und lassen
  } sich nicht kaufen.
refusal-seatLimit = Ein Kunde darf höchstens { $limit } gekaufte Plätze von { $sku } haben. Am { $day } brauchen die Benutzer { $needed }: { $over } zu viel.
refusal-noPrices = Die Preisliste hat keine Zeile für den Markt { $market }, die Währung { $currency } und das Segment { $segment }.
refusal-carryOnNotPossible = Ein Abonnement aus dem Kanal { $channel } lässt sich nicht weiterführen; das geht nur bei einem dieses Partners.
refusal-transferNotPossible = Ein Abonnement aus dem Kanal { $channel } lässt sich nicht übertragen; das geht nur bei einem anderen Partner.
refusal-horizonTooEarly = Der Horizont { $horizon } liegt nicht nach dem { $asOf }, dem Stichtag des Bestands. Wählen Sie in policy.toml einen späteren.
refusal-unknownSku = In der Produktdatei fehlt die SKU { $sku }. Nehmen Sie eine neuere Datei, oder entfernen Sie, was sich darauf bezieht.
refusal-unknownSubscription = Der Bestand hat kein solches Abonnement.
refusal-dayOutside = Der { $day } liegt außerhalb der betrachteten Zeit von { $asOf } bis { $horizon }.
refusal-effortUsedUp = Der erlaubte Suchaufwand von { $effort } war verbraucht, bevor ein Plan gefunden war. Es kann einen geben: Erlauben Sie mit --effort mehr.
refusal-tooLarge = Die Zahlen sind größer, als die exakte Rechnung fasst. Wählen Sie einen näheren Horizont, oder prüfen Sie die Mengen.

word-several = { $first } und { $more ->
    [one] ein weiterer Eintrag
   *[other] { $more } weitere
  }
word-and = {" "}und{" "}

# Schritte des Kalenders als Sätze. Ein Wert, der einem Schritt fehlen darf, wird mit has-NAME erfragt.

do-requestRelationship = Der Administrator des Kunden bekommt den Link mit der Anfrage.
do-awaitAcceptance = Der Administrator nimmt an. Durch die Annahme wird nichts gekündigt.
do-confirmAgreement = Ohne bestätigten Kundenvertrag wird keine Bestellung angenommen.
do-requestDelegatedAdmin = Sie sind nötig, um Lizenzzuweisungen zu ändern.
do-purchase = { $seats ->
    [one] Ein Platz von { $sku }
   *[other] { $seats } Plätze von { $sku }
  }{ $has-purchase ->
    [yes] , { $term }, { $billing } berechnet ({ $purchase })
   *[no] {""}
  }.
do-scheduleChange = { $sku } { $has-purchase ->
    [yes] ({ $purchase }){" "}
   *[no] {""}
  }zur Verlängerung auf { $seats ->
    [one] einen Platz
   *[other] { $seats } Plätze
  }.
do-awaitSeats = Die Plätze { $has-sku ->
    [yes] von { $sku }{" "}
   *[no] {""}
  }{ $has-purchase ->
    [yes] ({ $purchase }){" "}
   *[no] {""}
  }müssen im Mandanten zu sehen sein, bevor etwas endet.
do-all-awaitSeats = Die Plätze von { $count } Käufen ({ $purchases }) müssen im Mandanten zu sehen sein, bevor etwas endet.
do-swapLicenses = { $has-users ->
    [yes] { $users ->
        [one] Für einen Benutzer: { $swaps }.
       *[other] Für { $users } Benutzer: { $swaps }.
      }
   *[no] Wie im Plan angegeben.
  }
do-verifyCover = Jeder Benutzer ist abgedeckt, bevor die alten Plätze enden{ $has-sku ->
    [yes] {" "}({ $sku })
   *[no] {""}
  }.
do-all-verifyCover = Jeder Benutzer ist abgedeckt, bevor die alten Plätze enden.
do-turnOffAutoRenew = { $channel } { $subscription }: { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  } von { $sku }.
do-cancelAtTermEnd = { $channel } { $subscription }: { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  } von { $sku }.
do-cancelNow = { $channel } { $subscription }: { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  } von { $sku }.
do-suspendLegacy = { $channel } { $subscription }: { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  } von { $sku }.
do-transfer = { $channel } { $subscription }: { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  } von { $sku }.
do-personTask = { $has-owner ->
    [yes] Zuständig: { $owner }
   *[no] Das muss jemand von Hand tun
  }{ $has-subscription ->
    [yes] . { $channel } { $subscription }, { $seats ->
        [one] ein Platz
       *[other] { $seats } Plätze
      } von { $sku }.
   *[no] .
  }
do-watchEnd = { $has-subscription ->
    [yes] { $channel } { $subscription } mit { $seats ->
        [one] einem Platz
       *[other] { $seats } Plätzen
      } von { $sku } endet; niemand verliert einen Dienst.
   *[no] Ein bisheriges Abonnement endet; niemand verliert einen Dienst.
  }
do-finalProof = Nach dem letzten Ende wird die Abdeckung noch einmal nachgewiesen.
do-endOldRelationship = { $has-owner ->
    [yes] Die Partnerschaft und die Rechte von { $owner } entfernen.
   *[no] Die Partnerschaft und die Rechte des alten Partners entfernen.
  }
owner-thisPartner = Dieser Partner
owner-customer = Der Administrator des Kunden
owner-otherPartner = Der andere Partner

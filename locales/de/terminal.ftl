# Die Zusammenfassung im Terminal.

term-tightest = Knappster Tag
term-tightest-value = { $day }, { $sku }: { $held ->
    [one] eine Lizenz
   *[other] { $held } Lizenzen
  }, { $seats ->
    [one] ein Platz
   *[other] { $seats } Plätze
  }, Spielraum { $slack }
term-more-kinds = { $kinds ->
    [one] Eine weitere Art
   *[other] { $kinds } weitere Arten
  } mit { $users ->
    [one] einem Benutzer
   *[other] { $users } Benutzern
  }; der Bericht nennt sie.
term-more-steps = { $count ->
    [one] Ein weiterer Eintrag folgt im Kalender.
   *[other] { $count } weitere Einträge folgen im Kalender.
  }

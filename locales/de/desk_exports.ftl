# Ein Umzug aus Exporten
desk-exports = Aus Exporten
desk-exports-intro = Die Exporte, die man von den Lizenzen eines Kunden macht: Benutzer und abonnierte SKUs aus Graph als JSON oder Tabellen aus PowerShell und dem Admin Center. Sie werden an ihrem Inhalt erkannt, und nichts wird länger als eine halbe Stunde aufbewahrt, bevor der Umzug beginnt.
desk-exports-files = Dateien
desk-exports-files-hint = Alle von einem Kunden, höchstens 20: JSON, CSV oder Arbeitsmappen. Von einer Liste in mehreren Seiten jede Seite.
desk-exports-day = Der Tag, den sie beschreiben
desk-exports-country = Das Land des Kunden
desk-exports-country-hint = Zwei Buchstaben, etwa DE: der Markt der Preise.
desk-exports-wrong-country = Schreiben Sie zwei Buchstaben, etwa DE.
desk-exports-read = Einlesen
desk-exports-gone = Die Dateien werden nicht mehr aufbewahrt: Es ist zu viel Zeit vergangen, oder andere wurden eingelesen. Wählen Sie sie noch einmal.
desk-exports-found = Was gefunden wurde
desk-exports-findings = Was fehlt, sich widerspricht oder angenommen wird
desk-exports-people = Eine Liste der Benutzer oder eine Seite einer Liste fehlt: Für die, die dort stehen, würde niemand planen. Wählen Sie die Dateien noch einmal, mit ihr.
desk-exports-questions = { $count ->
    [one] Eine offene Frage
   *[other] { $count } offene Fragen
  }
desk-exports-questions-intro = Was kein Export sagt. Freiwillige Fragen dürfen offen bleiben; ohne die anderen gibt es keinen Plan. Eine leere Antwort lässt eine Frage offen.
desk-exports-default = Für alle, die selbst nichts sagen: { $what }
desk-exports-owner-name = Wie heißt dieser Partner?
desk-exports-open = noch nicht bekannt
desk-exports-is-true = ja
desk-exports-is-false = nein
desk-exports-answer = Antworten
desk-exports-goal = Alles Nötige ist bekannt
desk-exports-company = Name des Unternehmens
desk-exports-company-hint = So, wie es angesprochen werden soll. Ohne Angabe gilt der Name aus den Exporten.
desk-exports-term-P1M = Ein Monat
desk-exports-term-P1Y = Ein Jahr
desk-exports-term-P3Y = Drei Jahre
desk-exports-is-unknown = nicht bekannt

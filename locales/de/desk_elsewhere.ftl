# Ein Umzug eines Kunden, der bei einem anderen Dienst gelesen wird
desk-elsewhere-customers = Kunden dort
desk-elsewhere-none = Das Konto hat dort keine Kunden. Beantragen Sie zuerst eine Handelspartnerbeziehung.
desk-elsewhere-title = Gelesen bei { $account }
desk-elsewhere-intro = Was der Kunde hat, wird jetzt dort gelesen, und der Umzug wird dort ausgeführt.
desk-elsewhere-currency = Währung
desk-elsewhere-currency-hint = Drei Buchstaben, etwa EUR: die der Preise, mit denen geplant wird. Der Dienst sagt sie nicht.
desk-elsewhere-read = Einen Kunden bei { $account } lesen
desk-work-elsewhere = Der Kunde wird gelesen

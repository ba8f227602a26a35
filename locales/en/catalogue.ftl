# Words of the catalogue as the APIs answer it: terms, why a promotion does not apply, what restricts a purchase.

catalogue-term-P1M = One month
catalogue-term-P1Y = One year
catalogue-term-P3Y = Three years
catalogue-terms-P1M-Monthly = One month, billed at its beginning
catalogue-terms-P1Y-Monthly = One year, billed every month
catalogue-terms-P1Y-Annual = One year, billed at its beginning
catalogue-terms-P3Y-Monthly = Three years, billed every month
catalogue-terms-P3Y-Annual = Three years, billed every year
catalogue-terms-P3Y-Triennial = Three years, billed at their beginning

promotion-error-InvalidCatalogItemId = This catalogue item is none that the customer can buy.
promotion-error-InvalidPromotion = This promotion does not exist for the item, or not today.
promotion-error-PrerequisiteProductOwnership = The promotion is for customers who have another product, which this one lacks.
promotion-error-RedemptionLimit = The customer has used this promotion as often as it may be used.
promotion-error-SeatCount = The promotion does not apply to this number of seats.
promotion-error-OfferPurchasedPreviously = The promotion is for a first purchase, and the customer has had this product.
promotion-error-Term = The promotion is for another term or billing cycle.
promotion-error-NoPromotionsAvailable = There is no promotion for this item today.

inventory-country = It is not sold in { $country }.
inventory-price = It has no price in { $country } today.

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

# Why a subscription cannot become another offer, by the numbers of the reference.
transition-error-0 = The number of seats does not fit the target offer.
transition-error-1 = Licences cannot be moved: there is no delegated administration of this customer.
transition-error-2 = The subscription is not active.
transition-error-3 = Licences cannot be moved: another subscription serves the same plans, so it is not clear whose they are.
transition-error-4 = Another operation on this subscription has begun and is not done.
transition-error-5 = Licences cannot be moved by an application alone: a user has to sign in.
transition-error-6 = The subscription has active add-ons. End them first.
transition-error-7 = There is no offer that this subscription can become.
transition-error-8 = The subscription cannot become this offer.
transition-error-9 = The subscription is still being provisioned.
transition-error-10 = The target offer is not sold with the subscription's billing cycle.
transition-error-12 = The licence of { $user } could not be moved.
transition-target-error-1 = The subscription is not active.
transition-target-error-2 = The subscription can still be cancelled; it takes seats in when its window has closed.
transition-target-error-3 = Its term is shorter than that of the subscription whose seats it would take in.
transition-target-error-4 = It ends before the subscription whose seats it would take in.

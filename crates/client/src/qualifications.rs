//! What customers qualify for, in both versions, and codes of government clouds.
//!
//! Used through `Client::qualifications`.

use crate::{Error, noun};
use nahtlos_wire::qualifications::{
    CustomerQualification, CustomerQualificationRequest, GccValidationRelationship, QualificationV1, ValidationCode,
};

noun! {
    /// What customers qualify for.
    Qualifications
}

impl Qualifications {
    /// All qualifications of a customer with their state.
    pub async fn list(&self, customer: &str) -> Result<Vec<CustomerQualification>, Error> {
        self.client.get(&["customers", customer, "qualifications"]).read().await
    }

    /// Asks for a qualification; `code` is a validation code of a government cloud.
    pub async fn create(
        &self,
        customer: &str,
        request: &CustomerQualificationRequest,
        code: Option<&str>,
    ) -> Result<CustomerQualification, Error> {
        let call = self.client.post(&["customers", customer, "qualifications"]);
        call.maybe("code", code).json(request).read().await
    }

    /// The qualification of version 1.
    pub async fn get_v1(&self, customer: &str) -> Result<QualificationV1, Error> {
        self.client.get(&["customers", customer, "qualification"]).read().await
    }

    /// Sets the qualification of version 1.
    pub async fn set_v1(&self, customer: &str, qualification: QualificationV1, code: Option<&str>) -> Result<QualificationV1, Error> {
        let call = self.client.put(&["customers", customer, "qualification"]);
        call.maybe("code", code).json(&qualification).read().await
    }

    /// The partner's validation codes.
    pub async fn validation_codes(&self) -> Result<Vec<ValidationCode>, Error> {
        self.client.get(&["customers", "all", "validations"]).read().await
    }

    /// The validation code that a customer was made with.
    pub async fn validation(&self, customer: &str) -> Result<GccValidationRelationship, Error> {
        self.client.get(&["customers", customer, "validations"]).read().await
    }
}

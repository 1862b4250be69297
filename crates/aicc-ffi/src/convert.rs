//! Conversions between the types of the core and the types of this crate.

use crate::secret::Secret;

/// Converts a value of the core.
pub(crate) trait FromCore<C> {
    fn from_core(core: C) -> Self;
}

/// Converts a value to the type that the core has for it.
pub(crate) trait ToCore<C> {
    fn to_core(&self) -> C;
}

macro_rules! unchanged {
    ($($type:ty)+) => {$(
        impl FromCore<$type> for $type {
            fn from_core(core: $type) -> Self {
                core
            }
        }

        impl ToCore<$type> for $type {
            fn to_core(&self) -> $type {
                self.clone()
            }
        }
    )+};
}

unchanged! { String i64 bool }

impl FromCore<aicc_core::Secret> for Secret {
    fn from_core(core: aicc_core::Secret) -> Self {
        Self(core)
    }
}

impl ToCore<aicc_core::Secret> for Secret {
    fn to_core(&self) -> aicc_core::Secret {
        self.0.clone()
    }
}

impl<C, F: FromCore<C>> FromCore<Option<C>> for Option<F> {
    fn from_core(core: Option<C>) -> Self {
        core.map(F::from_core)
    }
}

impl<C, F: ToCore<C>> ToCore<Option<C>> for Option<F> {
    fn to_core(&self) -> Option<C> {
        self.as_ref().map(F::to_core)
    }
}

impl<C, F: FromCore<C>> FromCore<Vec<C>> for Vec<F> {
    fn from_core(core: Vec<C>) -> Self {
        core.into_iter().map(F::from_core).collect()
    }
}

impl<C, F: ToCore<C>> ToCore<Vec<C>> for Vec<F> {
    fn to_core(&self) -> Vec<C> {
        self.iter().map(F::to_core).collect()
    }
}

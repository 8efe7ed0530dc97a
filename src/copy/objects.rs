//! Objects of the copy file: one declaration gives the type, its reader and its schema.

/// Declares structs whose fields are the keys of an object in the copy file, under the same names;
/// their doc comments are what an editor shows beside the keys.
macro_rules! copy_objects {
    ($($(#[doc = $doc:literal])* pub struct $name:ident { $($(#[doc = $key_doc:literal])* pub $key:ident: $type:ty,)* })*) => { $(
        $(#[doc = $doc])*
        #[derive(Clone, Debug)]
        pub struct $name { $($(#[doc = $key_doc])* pub $key: $type,)* }

        impl $crate::copy::reader::FromCopy for $name {
            #[inline(never)]
            fn read(value: &$crate::base::json::Value, reader: &mut $crate::copy::reader::Reader) -> Self {
                let object = reader.object(value, &[$(stringify!($key),)*]);
                Self { $($key: reader.field(object, stringify!($key)),)* }
            }
        }

        #[cfg(any(not(target_arch = "wasm32"), feature = "check"))]
        impl $crate::copy::shape::Shaped for $name {
            fn shape() -> $crate::copy::shape::Shape {
                $crate::copy::shape::Shape::Object($crate::copy::shape::ObjectShape {
                    name: Some(stringify!($name)),
                    about: &[$($doc),*],
                    keys: vec![$($crate::copy::shape::KeyShape::of::<$type>(stringify!($key), &[$($key_doc),*]),)*],
                })
            }
        }
    )* };
}
pub(super) use copy_objects;

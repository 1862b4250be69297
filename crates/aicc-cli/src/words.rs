//! The sentences of this command in every language. What the tables say is not repeated here.

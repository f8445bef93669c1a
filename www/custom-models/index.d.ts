// The package is imported for its effect alone.
export {};

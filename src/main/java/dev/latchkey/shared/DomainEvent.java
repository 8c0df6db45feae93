package dev.latchkey.shared;

/** Something that happened to a feature, fired in the transaction of the change. Never holds a secret. */
public interface DomainEvent {}

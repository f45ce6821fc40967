/** Callback methods of entities and entity listeners: which there are, what calls them, and what they are told. */
package dev.aftercommit.test.entity;

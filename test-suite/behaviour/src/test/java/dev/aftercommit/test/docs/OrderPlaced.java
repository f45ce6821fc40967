package dev.aftercommit.test.docs;

record OrderPlaced(Long id, String customer) {}

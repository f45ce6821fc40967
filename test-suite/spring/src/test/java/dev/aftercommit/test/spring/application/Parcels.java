package dev.aftercommit.test.spring.application;

import org.springframework.data.jpa.repository.JpaRepository;

public interface Parcels extends JpaRepository<Parcel, Long> {

    long countByLabel(String label);
}

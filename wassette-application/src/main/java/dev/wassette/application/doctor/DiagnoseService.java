package dev.wassette.application.doctor;

import dev.wassette.application.port.in.Diagnose;
import dev.wassette.application.port.out.Examination;
import dev.wassette.domain.health.Finding;
import java.util.List;

/// Makes one examination after the other.
public final class DiagnoseService implements Diagnose {
    private final List<Examination> examinations;

    public DiagnoseService(List<Examination> examinations) {
        this.examinations = List.copyOf(examinations);
    }

    @Override
    public List<Finding> findings() {
        return examinations.stream().flatMap(each -> each.findings().stream()).toList();
    }
}

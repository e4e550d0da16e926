package io.rubro.crm.es.internal.service;

import io.rubro.crm.CompanySize;
import io.rubro.crm.ContactKind;
import io.rubro.crm.ContactStatus;
import io.rubro.crm.InteractionType;
import io.rubro.crm.health.Level;
import java.util.List;

/** The words of the Spanish API. Of several for one value the first is written and all are read. */
final class Words {

    static final List<Word<ContactKind>> KINDS = List.of(
            new Word<>("empresa", ContactKind.COMPANY),
            new Word<>("particular", ContactKind.PERSON),
            new Word<>("persona", ContactKind.PERSON),
            new Word<>("autonomo", ContactKind.PERSON));

    static final List<Word<ContactStatus>> STATUSES = List.of(
            new Word<>("prospecto", ContactStatus.PROSPECT),
            new Word<>("activo", ContactStatus.ACTIVE),
            new Word<>("inactivo", ContactStatus.INACTIVE),
            new Word<>("bloqueado", ContactStatus.BLOCKED));

    static final List<Word<CompanySize>> SIZES = List.of(
            new Word<>("pequeña", CompanySize.SMALL),
            new Word<>("mediana", CompanySize.MEDIUM),
            new Word<>("grande", CompanySize.LARGE));

    static final List<Word<InteractionType>> TYPES = List.of(
            new Word<>("venta", InteractionType.SALE),
            new Word<>("pago", InteractionType.PAYMENT),
            new Word<>("llamada", InteractionType.CALL),
            new Word<>("email", InteractionType.EMAIL),
            new Word<>("reunion", InteractionType.MEETING),
            new Word<>("tarea", InteractionType.TASK),
            new Word<>("nota", InteractionType.NOTE),
            new Word<>("whatsapp", InteractionType.WHATSAPP));

    static final List<Word<Level>> RISKS =
            List.of(new Word<>("bajo", Level.LOW), new Word<>("medio", Level.MEDIUM), new Word<>("alto", Level.HIGH));

    private Words() {}
}

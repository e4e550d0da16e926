package io.rubro.crm.segments;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be stored of a segment; the whole of it, also when it is updated.
 *
 * @param name 1 to 100 characters, no two segments of an organisation share one
 * @param description at most 300 characters
 * @param kind cannot be changed later
 * @param match how many conditions must hold
 * @param conditions 1 to 20 in a dynamic segment, none in a static one
 */
public record SegmentDraft(
        String name, @Nullable String description, SegmentKind kind, Match match, List<Condition> conditions) {

    public static final int MAX_NAME = 100;
    public static final int MAX_DESCRIPTION = 300;
    public static final int MAX_CONDITIONS = 20;
    public static final int MAX_VALUES = 20;
    public static final int MAX_VALUE = 100;

    public SegmentDraft {
        conditions = List.copyOf(conditions);
    }
}

package io.rubro.crm.segments;

import io.rubro.crm.Contact;
import io.rubro.platform.ids.Id;
import io.rubro.platform.problem.ProblemException;
import io.rubro.platform.rest.IfMatch;
import io.rubro.platform.rest.Page;
import io.rubro.platform.rest.PageRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The segments of the organisation on the thread. Each method joins the current transaction or has one of its own; each
 * change is audited.
 */
@ProviderType
public interface Segments {

    /** All segments by name. */
    List<Segment> list();

    /**
     * A segment.
     *
     * @throws ProblemException 404 if the organisation has none with this id
     */
    Segment get(Id id);

    /**
     * Adds a segment.
     *
     * @throws ProblemException 422 if a field or condition breaks a rule; 409 if another segment has the name
     */
    Segment create(SegmentDraft draft);

    /**
     * Replaces what is stored of a segment.
     *
     * @param seen the version the caller has read
     * @throws ProblemException as {@link #create}; 404 if there is no such segment; 428 without {@code seen}, 412 if it
     *     changed since
     */
    Segment update(Id id, @Nullable IfMatch seen, SegmentDraft draft);

    /**
     * Deletes a segment; its contacts stay.
     *
     * @throws ProblemException 404 if there is no such segment
     */
    void delete(Id id);

    /**
     * The contacts of a segment by name.
     *
     * @throws ProblemException 404 if there is no such segment; 422 if the limit or cursor is wrong
     */
    Page<Contact> members(Id id, PageRequest page);

    /**
     * How many contacts belong to a segment now.
     *
     * @throws ProblemException 404 if there is no such segment
     */
    long count(Id id);

    /**
     * Whether a contact belongs to a segment now.
     *
     * @throws ProblemException 404 if there is no such segment
     */
    boolean contains(Id id, Id contact);

    /**
     * Puts a contact into a static segment; does nothing if it is there.
     *
     * @throws ProblemException 404 if there is no such segment or contact; 409 if the segment is dynamic
     */
    void add(Id id, Id contact);

    /**
     * Takes a contact out of a static segment; does nothing if it is not there.
     *
     * @throws ProblemException 404 if there is no such segment; 409 if it is dynamic
     */
    void remove(Id id, Id contact);
}

using Clinic.Registration.Appointments;
using Clinic.Registration.ClientRecords.Clients;
using Clinic.Registration.ClientRecords.ComplaintFlags;
using Clinic.Registration.ClientRecords.Consents;
using Clinic.Registration.Visits;

namespace Clinic.Registration.WholeRecord.History;

/// <summary>
/// What of a client a reader may see. Clients and visits are two rights, and the rows in sight are those of the first: visits and
/// appointments are narrowed to the branches where the reader has the second, too.
/// </summary>
/// <param name="client">The record kept.</param>
sealed class HistorySight(RegistrationDb db, Caller caller, Guid client)
{
    readonly bool everywhere = caller.Grants.IsGroupWide(Rights.ReadVisits.Code);
    readonly Guid[] branches = caller.Grants.BranchesOf(Rights.ReadVisits.Code);
    readonly Guid reader = caller.PersonId;

    /// <summary>Visits follow the record kept.</summary>
    public IQueryable<Visit> Visits()
    {
        var (id, all, where) = (client, everywhere, branches);
        return db.Visits.AsNoTracking().Where(visit => visit.ClientId == id && (all || where.Contains(visit.BranchId)));
    }

    /// <summary>Appointments follow the record kept.</summary>
    public IQueryable<Appointment> Appointments()
    {
        var (id, all, where) = (client, everywhere, branches);
        return db
            .Appointments.AsNoTracking()
            .Where(appointment => appointment.ClientId == id && (all || where.Contains(appointment.BranchId)));
    }

    /// <summary>Consents stay where they were written, and are read of the whole person.</summary>
    public async Task<IQueryable<ClientConsent>> Consents(CancellationToken stop)
    {
        var same = await db.IdsOfSamePerson(client, stop);
        return db.Consents.AsNoTracking().Where(consent => same.Contains(consent.ClientId));
    }

    /// <summary>Complaints follow the record kept; those about the reader are not in sight.</summary>
    public IQueryable<ComplaintFlag> Complaints()
    {
        var id = client;
        return db.ComplaintFlags.AsNoTracking().Where(flag => flag.ClientId == id).NotAbout(reader);
    }
}

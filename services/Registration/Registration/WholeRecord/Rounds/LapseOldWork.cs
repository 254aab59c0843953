using Clinic.Registration.Appointments;
using Clinic.Registration.Premises.DoctorAvailability;
using Clinic.Registration.Premises.Rosters;
using Clinic.Registration.Visits;
using Clinic.Registration.Visits.Arrivals;

namespace Clinic.Registration.WholeRecord.Rounds;

/// <summary>
/// Ends each day what nobody can do any more: yesterday's doors, floors, boards and posts; a lateness that nobody excused within a week
/// stands, and who did not come back within a month is not waited for.
/// </summary>
static class LapseOldWork
{
    static readonly WorkKind[] OfADay =
    [
        VisitWork.Greet,
        ArrivalWork.TakeOver,
        BoardWork.Floor,
        BoardWork.Publication,
        BoardWork.Reading,
        CoverageWork.FillPost,
    ];

    static readonly WorkKind[] OfAWeek = [VisitWork.ExcuseGreeting, VisitWork.ExcusePickup];

    /// <summary>With the save of the round.</summary>
    public static void Of(RegistrationDb db, Guid branch, DateTimeOffset now)
    {
        foreach (var kind in OfADay)
            db.LapseWork(kind, branch, now.AddDays(-1));
        foreach (var kind in OfAWeek)
            db.LapseWork(kind, branch, now.AddDays(-7));
        db.LapseWork(AppointmentWork.ComeBack, branch, now.AddDays(-30));
    }
}

using Clinic.Contracts;

namespace Clinic.Registration.Contracts;

/// <summary>What kind of clinic a branch is.</summary>
public enum BranchKind
{
    GeneralClinic,
    DentalClinic,
    HospitalDesk,
    EscortCompany,
}

/// <summary>EV-112. The administrator opened a branch; from now on people can be hired and clients received there.</summary>
/// <param name="Name">What the branch is called; facts of earlier builds do not say it.</param>
[Fact("branches.read")]
public sealed record BranchOpened(Guid BranchId, BranchKind Kind, string TimeZone, DateOnly From, string? Name = null);

/// <summary>Hours of one weekday in which a branch is open; <see cref="To"/> at or before <see cref="From"/> is on the next day.</summary>
public sealed record OpenHours(DayOfWeek Day, TimeOnly From, TimeOnly To);

/// <summary>
/// The calendar of a branch from a day on: its hours of the week, the days on which it is closed, and the days it makes up for.
/// </summary>
/// <param name="From">The first day it holds, by the calendar of the branch.</param>
/// <param name="Week">The hours of each weekday; a weekday without any is closed, and a break is the gap between two.</param>
/// <param name="ClosedDays">Holidays and other days on which the branch is closed.</param>
/// <param name="MakeUpDays">Days that are worked though their weekday is not, and as which weekday.</param>
[Fact("branches.read", HasListeners = false)]
public sealed record BranchCalendarChanged(
    Guid BranchId,
    DateOnly From,
    IReadOnlyList<OpenHours> Week,
    IReadOnlyList<DateOnly> ClosedDays,
    IReadOnlyList<MakeUpDay> MakeUpDays,
    DateTimeOffset OccurredAt,
    int Version
);

/// <summary>A day that is worked with the hours of another weekday.</summary>
public sealed record MakeUpDay(DateOnly Day, DayOfWeek As);

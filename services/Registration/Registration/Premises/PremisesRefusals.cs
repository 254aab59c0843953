namespace Clinic.Registration.Premises;

/// <summary>What the acts of this area refuse.</summary>
public static class PremisesRefusals
{
    /// <summary>A branch lives by the clock on its wall, so the zone must be one the machine knows.</summary>
    public static readonly Refusal TimeZoneUnknown = new("time-zone-unknown", "Name the branch's time zone as in Asia/Shanghai.", 400);

    /// <summary>A calendar is set for days that are not over.</summary>
    public static readonly Refusal CalendarFromImpossible = new(
        "calendar-from-impossible",
        "Let the calendar begin today or on a day of the next year; what is past stays.",
        400
    );

    /// <summary>The hours of a week are one line of time.</summary>
    public static readonly Refusal CalendarHoursImpossible = new(
        "calendar-hours-impossible",
        "Name hours in whole minutes, of which none overlaps another, also over midnight.",
        400
    );

    /// <summary>A day is closed, or made up for, or neither.</summary>
    public static readonly Refusal CalendarDayImpossible = new(
        "calendar-day-impossible",
        "Name each closed or made-up day once, not as both, and within ten years.",
        400
    );

    /// <summary>Two departments of a branch may not share a code.</summary>
    public static readonly Refusal DepartmentCodeTaken = new(
        "department-code-taken",
        "Another department of this branch already has this code."
    );

    /// <summary>Only people hired as doctors and still here are placed in a department.</summary>
    public static readonly Refusal NotADoctor = new("not-a-doctor", "This person does not work here as a doctor.");

    /// <summary>A doctor belongs to a department before a status on the board means anything.</summary>
    public static readonly Refusal DoctorHasNoDepartment = new("doctor-without-department", "Give the doctor a department first.");

    /// <summary>A closed entry of the directory stays as it is.</summary>
    public static readonly Refusal EntryClosed = new("entry-closed", "This entry of the directory is closed.");

    /// <summary>A place is on a floor of its own branch that is in use.</summary>
    public static readonly Refusal NotAFloor = new("not-a-floor", "Name a floor of the same branch that is in use.");

    /// <summary>A floor is not inside something.</summary>
    public static readonly Refusal FloorStandsAlone = new(
        "floor-stands-alone",
        "A floor belongs to the branch, not to a floor or a department.",
        400
    );

    /// <summary>A branch has one entrance floor, and each code of a kind once.</summary>
    public static readonly Refusal PlaceCodeTaken = new("place-code-taken", "Another place of this kind has this code here.");

    /// <summary>There is one ground floor.</summary>
    public static readonly Refusal GroundFloorTaken = new("ground-floor-taken", "The branch has a ground floor already.");

    /// <summary>One roster a day and branch.</summary>
    public static readonly Refusal RosterOfDayTaken = new("roster-of-day-taken", "This day has a roster already; change that one.");

    /// <summary>A roster is made for today or a day to come.</summary>
    public static readonly Refusal RosterDayImpossible = new("roster-day-impossible", "Name today or a day of the next year.", 400);

    /// <summary>What is published is only filled up.</summary>
    public static readonly Refusal RosterPublished = new("roster-published", "This roster is published; replace people one by one.");

    /// <summary>There is nothing to replace in a draft.</summary>
    public static readonly Refusal RosterNotPublished = new("roster-not-published", "This roster is a draft; write it down anew.");

    /// <summary>A shift ends after it begins; one over midnight that is too long was turned round.</summary>
    public static readonly Refusal ShiftTurned = new(
        "shift-turned",
        "A shift ends after it begins, over midnight too, and is no longer than the branch allows.",
        400
    );

    /// <summary>R-281: whoever is at one post is at no other meanwhile.</summary>
    public static readonly Refusal ShiftsOverlap = new("shifts-overlap", "Somebody would be at two posts at once.");

    /// <summary>Only people of the branch are rostered, and doctors as doctors.</summary>
    public static readonly Refusal NotForThisPost = new(
        "not-for-this-post",
        "Somebody on the list does not work here, or not in this post."
    );

    /// <summary>WF-52 2: nobody is rostered while away.</summary>
    public static readonly Refusal AwayThen = new("away-then", "Somebody on the list is on leave or off duty then.");

    /// <summary>R-303: a floor looks before it reports.</summary>
    public static readonly Refusal FloorNotChecked = new("floor-not-checked", "Check the doctors of the floor first.");

    /// <summary>What was reported is changed doctor by doctor, with a reason.</summary>
    public static readonly Refusal FloorReported = new("floor-reported", "This floor has reported; say the doctor's status itself.");

    /// <summary>R-303: each doctor of the floor, and no other.</summary>
    public static readonly Refusal DoctorsOfFloor = new(
        "doctors-of-floor",
        "Name each doctor the board has on this floor once, and no other."
    );

    /// <summary>R-261, R-303: every floor reports before the list is made.</summary>
    public static readonly Refusal FloorsNotReported = new("floors-not-reported", "A floor has not reported yet.");

    /// <summary>A day's list is made once.</summary>
    public static readonly Refusal BoardMerged = new("board-merged", "The board of this day is merged already.");

    /// <summary>R-261: merged first, then published.</summary>
    public static readonly Refusal BoardNotMerged = new("board-not-merged", "Merge the floors' reports first.");

    /// <summary>R-254: there is something to read only when it is published.</summary>
    public static readonly Refusal BoardNotPublished = new("board-not-published", "The board of this day is not published yet.");

    /// <summary>WF-08 6: what everybody was told changes with a reason.</summary>
    public static readonly Refusal StatusReasonRequired = new(
        "status-reason-required",
        "The board of today is published; say why the status changes.",
        400
    );

    /// <summary>Which broken constraint of the database means which refusal.</summary>
    internal static readonly IReadOnlyDictionary<string, Refusal> ByConstraint = new Dictionary<string, Refusal>
    {
        [PremisesTables.DepartmentCodeOnce] = DepartmentCodeTaken,
        [PremisesTables.PlaceCodeOnce] = PlaceCodeTaken,
        [PremisesTables.OneGroundFloor] = GroundFloorTaken,
        [PremisesTables.OneRosterOfDay] = RosterOfDayTaken,
        [PremisesTables.OnePostAtATime] = ShiftsOverlap,
    };
}

namespace Clinic.Payroll;

/// <summary>What a role may carry the right to do in this service.</summary>
public static class Rights
{
    public static readonly Permission Hire = new("employees.hire"),
        ReadEmployees = new("employees.read"),
        ReadOwnEmployment = new("employees.read-own"),
        RecordAgreements = new("employees.sign"),
        AdjustPost = new("employees.adjust"),
        SetPay = new("employees.pay"),
        RecordDepartures = new("employees.leave"),
        RecordLeaves = new("leaves.record"),
        ReadLeaves = new("leaves.read"),
        ReadOwnLeaves = new("leaves.read-own"),
        ReadAccruals = new("accruals.read"),
        ReadOwnAccruals = new("accruals.read-own");

    public static readonly Permission ReadDiscipline = new("discipline.read"),
        ReadOwnDiscipline = new("discipline.read-own"),
        ProposeDiscipline = new("discipline.propose"),
        DecideDiscipline = new("discipline.decide"),
        ExecuteDiscipline = new("discipline.execute");

    public static readonly Permission CalculatePay = new("payruns.calculate"),
        ReadPayRuns = new("payruns.read"),
        LockPay = new("payruns.lock"),
        ReadPayslips = new("payslips.read"),
        ReadOwnPayslips = new("payslips.read-own");
}

@echo off
rem Drop filled forms, or a folder of them, on this file: each goes into the folder "data" beside it.
rem Opened by itself it checks the data. It runs thidua.exe, else thidua.pyz with the Python beside it or of Windows.
chcp 65001 >nul
setlocal
set "HERE=%~dp0"
set "PYTHONUTF8=1"
set RUN=py -3 "%HERE%thidua.pyz"
if exist "%HERE%python\python.exe" set RUN="%HERE%python\python.exe" "%HERE%thidua.pyz"
if exist "%HERE%thidua.exe" set RUN="%HERE%thidua.exe"
if "%~1"=="" goto check
%RUN% import --data "%HERE%data" %*
goto end
:check
%RUN% check "%HERE%data"
:end
echo.
pause
